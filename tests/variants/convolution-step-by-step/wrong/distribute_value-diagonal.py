# breaks: distribute_value
# because: Puts the shares on the diagonal only.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    average = dz / (n_H * n_W)
    return np.eye(n_H, n_W) * average
