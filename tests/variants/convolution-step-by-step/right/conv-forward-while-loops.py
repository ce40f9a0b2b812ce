import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    m, nh, nw, _ = A_prev.shape
    f, _, _, nc = W.shape
    stride, pad = hparameters["stride"], hparameters["pad"]
    X = zero_pad(A_prev, pad)
    planes = []
    i = 0
    while i < m:
        top, rows = 0, []
        while top + f <= nh + 2 * pad:
            left, row = 0, []
            while left + f <= nw + 2 * pad:
                c, cell = 0, []
                while c < nc:
                    cell.append(conv_single_step(X[i, top:top+f, left:left+f, :], W[:, :, :, c], b[:, :, :, c]))
                    c += 1
                row.append(cell)
                left += stride
            rows.append(row)
            top += stride
        planes.append(rows)
        i += 1
    return np.asarray(planes), (A_prev, W, b, hparameters)
