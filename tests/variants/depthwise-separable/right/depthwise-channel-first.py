def depthwise_conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    A = np.pad(A_prev.transpose(3, 0, 1, 2), ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    kernels = W.transpose(2, 0, 1)
    n_H = (A.shape[2] - f) // stride + 1
    n_W = (A.shape[3] - f) // stride + 1
    Z = np.empty((*A.shape[:2], n_H, n_W))
    for h in range(n_H):
        for w in range(n_W):
            part = A[:, :, h * stride : h * stride + f, w * stride : w * stride + f]
            Z[:, :, h, w] = (part * kernels[:, None]).sum(axis=(2, 3)) + b[0, 0, 0][:, None]
    return Z.transpose(1, 2, 3, 0)
