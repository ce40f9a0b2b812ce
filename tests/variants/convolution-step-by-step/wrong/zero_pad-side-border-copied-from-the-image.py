# breaks: zero_pad
# because: The border has as many columns as the image at most.
def zero_pad(X, pad):
    left = np.zeros_like(X[:, :, :pad])
    X = np.concatenate([left, X, left], axis=2)
    top = np.zeros((X.shape[0], pad, X.shape[2], X.shape[3]))
    return np.concatenate([top, X, top], axis=1)
