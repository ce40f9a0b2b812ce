# breaks: distribute_value
# because: Divides by the width only.
import numpy as np

def distribute_value(dz, shape):
    (n_H, n_W) = shape
    average = dz / n_W
    return np.full((n_H, n_W), average)
