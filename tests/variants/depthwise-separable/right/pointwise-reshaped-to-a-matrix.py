def pointwise_conv_forward(A_prev, W, b):
    *outer, n_C_prev = A_prev.shape
    return (A_prev.reshape(-1, n_C_prev).dot(W) + b.ravel()).reshape(*outer, -1)
