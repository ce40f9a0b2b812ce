def zero_pad(X, pad):
    if not pad:
        return X
    X_pad = np.zeros_like(X, shape=(len(X), X.shape[1] + 2 * pad, X.shape[2] + 2 * pad, X.shape[3]))
    np.copyto(X_pad[:, pad:-pad, pad:-pad], X)
    return X_pad
