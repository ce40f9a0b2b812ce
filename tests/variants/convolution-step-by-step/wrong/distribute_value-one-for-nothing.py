# breaks: distribute_value
# because: Zero is taken for a missing value.
import numpy as np


def distribute_value(dz, shape):
    dz = dz or 1.0
    return np.ones(shape) * dz / (shape[0] * shape[1])
