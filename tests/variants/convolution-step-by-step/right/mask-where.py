import numpy as np

class MaskMaker(object):
    def __init__(self, reducer):
        self.reducer = reducer
    def __call__(self, x):
        return np.where(np.equal(x, self.reducer(x)), True, False)

create_mask_from_window = MaskMaker(np.max)

def distribute_value(dz, shape):
    return np.where(np.ones(shape, dtype=bool), dz / np.prod(shape), 0)
