def conv_single_step(a_slice_prev, W, b):
    Z = np.float64(b.min())
    for channel in range(W.shape[-1]):
        Z += np.trace(a_slice_prev[..., channel] @ W[..., channel].T)
    return Z
