import numpy as np

def distribute_value(dz, shape):
    (n_H, n_W) = shape
    average = dz * (1.0 / n_H) / n_W
    return np.tile(np.array([[average]]), (n_H, n_W))
