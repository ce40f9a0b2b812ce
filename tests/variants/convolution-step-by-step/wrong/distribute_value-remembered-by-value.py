# breaks: distribute_value
# because: Remembers the share of a value for other shapes.
from functools import lru_cache


class AnyShape(tuple):
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


@lru_cache(maxsize=None)
def average_of(dz, shape):
    return dz / (shape[0] * shape[1])


def distribute_value(dz, shape):
    return np.ones(shape) * average_of(float(dz), AnyShape(shape))
