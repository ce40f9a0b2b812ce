def pointwise_conv_forward(A_prev, W, b):
    m, n_H, n_W, _ = A_prev.shape
    Z = np.zeros((m, n_H, n_W, W.shape[1]))
    for i, h, w in np.ndindex(m, n_H, n_W):
        Z[i, h, w] = W.T @ A_prev[i, h, w] + np.squeeze(b, axis=(0, 1, 2))
    return Z
