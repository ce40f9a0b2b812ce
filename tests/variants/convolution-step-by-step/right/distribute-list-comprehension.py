import numpy as np

def distribute_value(dz, shape):
    each = dz / (shape[0] * shape[1])
    a = np.array([[each for _ in range(shape[1])] for _ in range(shape[0])])
    return a
