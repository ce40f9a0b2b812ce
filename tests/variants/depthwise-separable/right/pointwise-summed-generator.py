def pointwise_conv_forward(A_prev, W, b):
    products = (A_prev[..., k, None] * weights for k, weights in enumerate(W))
    return sum(products, start=np.array(b, dtype=float))
