def pointwise_conv_forward(A_prev, W, b):
    ones = np.ones((*A_prev.shape[:-1], 1))
    return np.concatenate([A_prev, ones], -1) @ np.vstack([W, b.reshape(1, -1)])
