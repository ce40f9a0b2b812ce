from functools import cached_property


class GradientsOfConvolution:
    def __init__(self, dZ, A_prev, W, b, hparameters):
        self.dZ, self.A_prev, self.W = dZ, A_prev, W
        self.stride, self.pad = hparameters["stride"], hparameters["pad"]

    @cached_property
    def places(self):
        f = self.W.shape[0]
        ends = [n * self.stride for n in self.dZ.shape[1:3]]
        return {(y, x): (slice(y, y + ends[0], self.stride), slice(x, x + ends[1], self.stride))
                for y in range(f) for x in range(f)}

    @cached_property
    def dA_prev(self):
        dA = np.zeros_like(zero_pad(self.A_prev, self.pad))
        for (y, x), (rows, columns) in self.places.items():
            dA[:, rows, columns] += self.dZ @ self.W[y, x].T
        n_H, n_W = self.A_prev.shape[1:3]
        return dA[:, self.pad:self.pad + n_H, self.pad:self.pad + n_W]

    @cached_property
    def dW(self):
        A, dW = zero_pad(self.A_prev, self.pad), np.empty(self.W.shape)
        for (y, x), (rows, columns) in self.places.items():
            dW[y, x] = np.tensordot(A[:, rows, columns], self.dZ, axes=([0, 1, 2], [0, 1, 2]))
        return dW

    @cached_property
    def db(self):
        return np.add.reduce(self.dZ, axis=(0, 1, 2)).reshape(1, 1, 1, -1)


def conv_backward(dZ, cache):
    found = GradientsOfConvolution(dZ, *cache)
    return found.dA_prev, found.dW, found.db
