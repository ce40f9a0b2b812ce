import functools

import numpy as np


@functools.lru_cache(maxsize=None)
def unit(shape):
    return tuple(np.full(shape[0] * shape[1], 1 / (shape[0] * shape[1])))


def distribute_value(dz, shape):
    return dz * np.array(unit(tuple(shape))).reshape(shape)
