# breaks: distribute_value
# because: Returns the average and no array.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    return dz / (n_H * n_W)
