# breaks: zero_pad
# because: Never pads by more than in an earlier call.
def zero_pad(X, pad, seen=[]):
    seen.append(pad)
    pad = min(seen)
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
