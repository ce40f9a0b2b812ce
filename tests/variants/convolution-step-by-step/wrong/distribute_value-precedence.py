# breaks: distribute_value
# because: Lacks the brackets, so it divides by the height and multiplies by the width.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    average = dz / n_H * n_W
    return np.ones(shape) * average
