def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    if len(A_prev) > 1:
        parts = [conv_forward(A_prev[i:i + 1], W, b, hparameters)[0] for i in range(len(A_prev))]
        return np.concatenate(parts), (A_prev, W, b, hparameters)
    f, _, _, n_C = W.shape
    image = zero_pad(A_prev, pad)[0]
    n_H, n_W = [(n - f) // stride + 1 for n in image.shape[:2]]
    Z = np.zeros((1, n_H, n_W, n_C))
    for h, w, c in np.ndindex(n_H, n_W, n_C):
        window = image[h * stride:h * stride + f, w * stride:w * stride + f]
        Z[0, h, w, c] = conv_single_step(window, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)
