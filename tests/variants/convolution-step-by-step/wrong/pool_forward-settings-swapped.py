# breaks: pool_forward
# because: Takes f for the stride, and the stride for f.
def pool_forward(A_prev, hparameters, mode="max"):
    stride, f = hparameters["f"], hparameters["stride"]
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    A = np.zeros((m, (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1, n_C))
    for i, h, w, c in np.ndindex(*A.shape):
        window = A_prev[i, h * stride:h * stride + f, w * stride:w * stride + f, c]
        A[i, h, w, c] = window.max() if mode == "max" else window.mean()
    return A, (A_prev, hparameters)
