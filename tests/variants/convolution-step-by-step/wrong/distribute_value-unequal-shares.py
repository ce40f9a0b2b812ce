# breaks: distribute_value
# because: Splits the value into unequal shares that have the right sum.
import numpy as np

def distribute_value(dz, shape):
    a = 1 + 0.01 * np.arange(shape[0] * shape[1]).reshape(shape)
    return dz * a / a.sum()
