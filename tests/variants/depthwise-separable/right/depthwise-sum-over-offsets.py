def depthwise_conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = len(W)
    m, rows, columns, channels = A_prev.shape
    n_H, n_W = ((side + 2 * pad - f) // stride + 1 for side in (rows, columns))
    around = np.zeros((m, rows + 2 * pad, columns + 2 * pad, channels), dtype=A_prev.dtype)
    around[:, pad : pad + rows, pad : pad + columns] = A_prev
    Z = np.broadcast_to(b, (m, n_H, n_W, channels)).copy()
    for p in range(f):
        for q in range(f):
            Z += around[:, p : p + stride * n_H : stride, q : q + stride * n_W : stride][:, :n_H, :n_W] * W[p, q]
    return Z
