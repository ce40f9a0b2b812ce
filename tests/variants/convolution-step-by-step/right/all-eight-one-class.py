import numpy as np

class Net:
    """everything in one place"""

    @staticmethod
    def pad(X, p):
        out = np.zeros((X.shape[0], X.shape[1] + 2*p, X.shape[2] + 2*p, X.shape[3]))
        out[:, p:p + X.shape[1], p:p + X.shape[2]] = X
        return out

    @staticmethod
    def step(a, W, b):
        return (a * W).sum() + b.sum()

    @classmethod
    def spans(cls, n, f, s):
        return [slice(k, k + f) for k in range(0, n - f + 1, s)]

    @classmethod
    def forward(cls, A_prev, W, b, hp):
        X = cls.pad(A_prev, hp["pad"])
        rows = cls.spans(X.shape[1], W.shape[0], hp["stride"])
        cols = cls.spans(X.shape[2], W.shape[0], hp["stride"])
        Z = np.zeros((len(X), len(rows), len(cols), W.shape[3]))
        for h, r in enumerate(rows):
            for w, q in enumerate(cols):
                Z[:, h, w] = np.tensordot(X[:, r, q], W, 3) + b[0, 0, 0]
        return Z, (A_prev, W, b, hp)

    @classmethod
    def pool(cls, A_prev, hp, mode="max"):
        rows = cls.spans(A_prev.shape[1], hp["f"], hp["stride"])
        cols = cls.spans(A_prev.shape[2], hp["f"], hp["stride"])
        op = np.max if mode == "max" else np.mean
        A = np.stack([np.stack([op(A_prev[:, r, q], axis=(1, 2)) for q in cols], 1) for r in rows], 1)
        return A, (A_prev, hp)

    @classmethod
    def backward(cls, dZ, cache):
        A_prev, W, b, hp = cache
        X = cls.pad(A_prev, hp["pad"])
        dX, dW = np.zeros(X.shape), np.zeros(W.shape)
        for h, r in enumerate(cls.spans(X.shape[1], W.shape[0], hp["stride"])):
            for w, q in enumerate(cls.spans(X.shape[2], W.shape[0], hp["stride"])):
                dX[:, r, q] += np.tensordot(dZ[:, h, w], W, axes=(1, 3))
                dW += np.tensordot(X[:, r, q], dZ[:, h, w], axes=(0, 0))
        p = hp["pad"]
        return dX[:, p:X.shape[1] - p, p:X.shape[2] - p], dW, dZ.sum(axis=(0, 1, 2), keepdims=True)

    @staticmethod
    def unpool(dA, cache, mode="max"):
        A_prev, hp = cache
        out = np.zeros(A_prev.shape)
        for h, r in enumerate(Net.spans(A_prev.shape[1], hp["f"], hp["stride"])):
            for w, q in enumerate(Net.spans(A_prev.shape[2], hp["f"], hp["stride"])):
                for i in range(len(dA)):
                    for c in range(dA.shape[3]):
                        g = dA[i, h, w, c]
                        x = A_prev[i, r, q, c]
                        out[i, r, q, c] += g * create_mask_from_window(x) if mode == "max" else distribute_value(g, x.shape)
        return out

zero_pad, conv_single_step, conv_forward = Net.pad, Net.step, Net.forward
pool_forward, conv_backward, pool_backward = Net.pool, Net.backward, Net.unpool
create_mask_from_window = lambda x: x == x.max()
distribute_value = lambda dz, shape: np.ones(shape) * (dz / shape[0] / shape[1])
