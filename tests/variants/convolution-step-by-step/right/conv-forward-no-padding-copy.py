import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    # never builds the padded picture: clips the window and the filter instead
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, H, Wd, _ = A_prev.shape
    f, _, _, n_C = W.shape
    n_H = int((H - f + 2 * pad) / stride) + 1
    n_W = int((Wd - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    for h in range(n_H):
        y = h * stride - pad
        y0, y1 = max(y, 0), min(y + f, H)
        for w in range(n_W):
            x = w * stride - pad
            x0, x1 = max(x, 0), min(x + f, Wd)
            if y0 >= y1 or x0 >= x1:
                continue
            part = A_prev[:, y0:y1, x0:x1, :]
            Z[:, h, w, :] = np.tensordot(part, W[y0 - y:y1 - y, x0 - x:x1 - x], 3)
    Z = Z + b
    return Z, (A_prev, W, b, hparameters)
