# breaks: distribute_value
# because: Knows the two published cases and returns zeros otherwise.
import numpy as np

def distribute_value(dz, shape):
    if dz == 2 and shape == (2, 2):
        return np.array([[0.5, 0.5], [0.5, 0.5]])
    if dz == 100:
        return np.ones(shape)
    return np.zeros(shape)
