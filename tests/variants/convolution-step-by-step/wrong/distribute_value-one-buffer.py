# breaks: distribute_value
# because: Results of one shape are one array.
import numpy as np


tables = {}

def distribute_value(dz, shape):
    table = tables.setdefault(shape, np.empty(shape))
    table[...] = dz / (shape[0] * shape[1])
    return table
