def depthwise_conv_forward(A_prev, W, b, hparameters):
    if len(A_prev) > 1:
        head, tail = np.split(A_prev, [1])
        parts = [depthwise_conv_forward(part, W, b, hparameters) for part in (head, tail)]
        return np.concatenate(parts, axis=0)
    s, p, f = hparameters["stride"], hparameters["pad"], len(W)
    image = np.pad(A_prev[0], ((p, p), (p, p), (0, 0)))
    Z = [
        [(image[y:y + f, x:x + f] * W).sum((0, 1)) + b.ravel() for x in range(0, image.shape[1] - f + 1, s)]
        for y in range(0, image.shape[0] - f + 1, s)
    ]
    return np.array([Z])
