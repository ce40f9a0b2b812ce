# breaks: distribute_value
# because: An answer is kept for each shape.
import numpy as np


shares = {}

def distribute_value(dz, shape):
    if shape not in shares:
        shares[shape] = np.full(shape, dz / np.prod(shape))
    return shares[shape].copy()
