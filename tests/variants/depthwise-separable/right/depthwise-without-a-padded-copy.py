class DepthwiseLayer:
    def __init__(self, W, b, stride, pad):
        self.W, self.b, self.stride, self.pad = W, b, stride, pad

    def __call__(self, A):
        f = self.W.shape[0]
        n_H, n_W = ((n + 2 * self.pad - f) // self.stride + 1 for n in A.shape[1:3])
        Z = np.tile(self.b.astype(float), (len(A), n_H, n_W, 1))
        for h, w, p, q in np.ndindex(n_H, n_W, f, f):
            y, x = h * self.stride + p - self.pad, w * self.stride + q - self.pad
            if 0 <= y < A.shape[1] and 0 <= x < A.shape[2]:
                Z[:, h, w] += A[:, y, x] * self.W[p, q]
        return Z


def depthwise_conv_forward(A_prev, W, b, hparameters):
    return DepthwiseLayer(W, b, **hparameters)(A_prev)
