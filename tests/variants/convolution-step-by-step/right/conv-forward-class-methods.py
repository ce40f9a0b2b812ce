import numpy as np

class ConvLayer:
    def __init__(self, W, b, stride, pad):
        self.W, self.b, self.stride, self.pad = W, b, stride, pad

    @property
    def f(self):
        return self.W.shape[0]

    def size(self, n):
        return (n - self.f + 2 * self.pad) // self.stride + 1

    def window(self, x, h, w):
        y, z = h * self.stride, w * self.stride
        return x[y:y + self.f, z:z + self.f]

    def __call__(self, X):
        n_H, n_W = self.size(X.shape[1]), self.size(X.shape[2])
        out = np.zeros((len(X), n_H, n_W, self.W.shape[3]))
        for i, x in enumerate(zero_pad(X, self.pad)):
            for h in range(n_H):
                for w in range(n_W):
                    for c in range(out.shape[3]):
                        out[i, h, w, c] = conv_single_step(self.window(x, h, w), self.W[..., c], self.b[..., c])
        return out

def conv_forward(A_prev, W, b, hparameters):
    layer = ConvLayer(W, b, hparameters["stride"], hparameters["pad"])
    return layer(A_prev), (A_prev, W, b, hparameters)
