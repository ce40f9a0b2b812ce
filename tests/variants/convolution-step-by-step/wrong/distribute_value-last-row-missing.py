# breaks: distribute_value
# because: Leaves the last row zero because the loop ends one early.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    a = np.zeros(shape)
    average = dz / (n_H * n_W)
    for h in range(max(n_H - 1, 1)):
        for w in range(n_W):
            a[h, w] = average
    return a
