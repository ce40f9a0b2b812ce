# breaks: conv_forward
# because: Where windows start is remembered from an earlier stride.
starts_of_windows = {}


def conv_forward(A_prev, W, b, hparameters):
    f, pad, stride = W.shape[0], hparameters["pad"], hparameters["stride"]
    A = zero_pad(A_prev, pad)
    n_H, n_W = (A.shape[1] - f) // stride + 1, (A.shape[2] - f) // stride + 1
    Z = np.zeros((len(A), n_H, n_W, W.shape[3]))
    for i, h, w, c in np.ndindex(*Z.shape):
        y, x = starts_of_windows.setdefault((h, w), (h * stride, w * stride))
        window = A[i, y:y + f, x:x + f]
        Z[i, h, w, c] = np.sum(window * W[:window.shape[0], :window.shape[1], :, c]) + b[0, 0, 0, c]
    return Z, (A_prev, W, b, hparameters)
