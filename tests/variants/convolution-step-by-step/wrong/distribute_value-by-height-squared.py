# breaks: distribute_value
# because: Divides by the height squared, which is right for square shapes only.
import numpy as np

def distribute_value(dz, shape):
    (n_H, n_W) = shape
    average = dz / n_H ** 2
    return average * np.ones((n_H, n_W))
