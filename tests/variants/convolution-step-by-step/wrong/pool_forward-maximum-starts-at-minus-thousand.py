# breaks: pool_forward
# because: A maximum below -1000 is missed.
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    A = np.zeros((m, (n_H_prev - f) // stride + 1, (n_W_prev - f) // stride + 1, n_C))
    for i, h, w, c in np.ndindex(*A.shape):
        best, total = -1000, 0
        for y in range(h * stride, h * stride + f):
            for x in range(w * stride, w * stride + f):
                total += A_prev[i, y, x, c]
                if A_prev[i, y, x, c] > best:
                    best = A_prev[i, y, x, c]
        A[i, h, w, c] = best if mode == "max" else total / f ** 2
    return A, (A_prev, hparameters)
