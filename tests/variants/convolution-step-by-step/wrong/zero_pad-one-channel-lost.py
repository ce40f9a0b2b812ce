# breaks: zero_pad
# because: A single channel loses its axis.
def zero_pad(X, pad):
    X_pad = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    return X_pad.squeeze(-1) if X.shape[-1] == 1 else X_pad
