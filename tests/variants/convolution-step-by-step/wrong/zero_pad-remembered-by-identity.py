# breaks: zero_pad
# because: An answer is given again for the same array, whatever it contains now.
padded_by_id = {}


def zero_pad(X, pad):
    key = id(X), pad
    if key not in padded_by_id:
        padded_by_id[key] = X, np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    return padded_by_id[key][1]
