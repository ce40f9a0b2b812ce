def zero_pad(X, pad):
    rows = [0] * pad + [X.shape[1]] * pad
    X_pad = np.insert(X, rows, 0.0, axis=1)
    return np.insert(X_pad, [0] * pad + [X.shape[2]] * pad, 0.0, axis=2)
