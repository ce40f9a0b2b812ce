# breaks: distribute_value
# because: Small values are lost.
import numpy as np

def distribute_value(dz, shape):
    return np.full(shape, dz / np.prod(shape) if abs(dz) > 0.1 else 0.0)
