# breaks: distribute_value
# because: A negative value is distributed without its sign.
import numpy as np


def distribute_value(dz, shape):
    return np.full(shape, abs(dz) / (shape[0] * shape[1]))
