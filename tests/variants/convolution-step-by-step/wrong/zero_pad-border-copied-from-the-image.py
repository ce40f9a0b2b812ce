# breaks: zero_pad
# because: The border has as many rows as the image at most.
def zero_pad(X, pad):
    top = np.zeros_like(X[:, :pad])
    X = np.concatenate([top, X, top], axis=1)
    left = np.zeros((X.shape[0], X.shape[1], pad, X.shape[3]))
    return np.concatenate([left, X, left], axis=2)
