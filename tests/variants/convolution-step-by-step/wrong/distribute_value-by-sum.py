# breaks: distribute_value
# because: Divides by height plus width, the same number for the published 2 by 2.
import numpy as np

def distribute_value(dz, shape):
    (n_H, n_W) = shape
    average = dz / (n_H + n_W)
    a = np.ones(shape) * average
    return a
