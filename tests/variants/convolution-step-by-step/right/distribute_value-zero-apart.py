import math

import numpy as np


def distribute_value(dz, shape):
    if not dz:
        return np.zeros(shape)
    return np.broadcast_to(dz / math.prod(shape), shape).copy()
