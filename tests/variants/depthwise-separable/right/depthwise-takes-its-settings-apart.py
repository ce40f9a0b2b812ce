def depthwise_conv_forward(A_prev, W, b, hparameters):
    (stride, pad) = (hparameters[name] for name in ("stride", "pad"))
    size = W.shape[:2]
    if pad:
        A_prev = np.pad(A_prev, ((0,) * 2, (pad,) * 2, (pad,) * 2, (0,) * 2))
    tops = range(0, A_prev.shape[1] - size[0] + 1, stride)
    lefts = range(0, A_prev.shape[2] - size[1] + 1, stride)
    rows = [
        [np.tensordot(A_prev[:, t : t + size[0], l : l + size[1]] * W, np.ones(size), axes=([1, 2], [0, 1])) for l in lefts]
        for t in tops
    ]
    return np.moveaxis(np.array(rows), 2, 0) + b
