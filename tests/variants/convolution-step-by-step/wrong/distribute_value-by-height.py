# breaks: distribute_value
# because: Divides by the height only.
import numpy as np

def distribute_value(dz, shape):
    (n_H, n_W) = shape
    average = dz / n_H
    return np.ones(shape) * average
