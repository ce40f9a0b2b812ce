import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    X = zero_pad(A_prev, pad)
    flat_W = W.reshape(-1, W.shape[3])

    def row(x, left=0):
        if left + f > x.shape[1]:
            return []
        return [x[:, left:left + f].ravel() @ flat_W] + row(x, left + stride)

    def column(x, top=0):
        if top + f > x.shape[0]:
            return []
        return [row(x[top:top + f])] + column(x, top + stride)

    Z = np.array([column(x) for x in X]) + b
    return Z, (A_prev, W, b, hparameters)
