class LayerOfConvolution:
    __slots__ = ("W", "b", "s", "p")

    def __init__(self, W, b, *, stride, pad):
        self.W, self.b, self.s, self.p = W, b, stride, pad

    @property
    def f(self):
        return self.W.shape[0]

    def size(self, n):
        return 1 + (n + 2 * self.p - self.f) // self.s

    def __call__(self, A):
        padded = zero_pad(A, self.p)
        Z = np.zeros((len(A), self.size(A.shape[1]), self.size(A.shape[2]), self.W.shape[3]))
        for (i, h, w, c), _ in np.ndenumerate(Z):
            y, x = h * self.s, w * self.s
            Z[i, h, w, c] = conv_single_step(padded[i, y:y + self.f, x:x + self.f], self.W[..., c], self.b[..., c])
        return Z


def conv_forward(A_prev, W, b, hparameters):
    return LayerOfConvolution(W, b, **hparameters)(A_prev), (A_prev, W, b, hparameters)
