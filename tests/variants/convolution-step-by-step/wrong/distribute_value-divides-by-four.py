# breaks: distribute_value
# because: Always divides by 4.
import numpy as np

def distribute_value(dz, shape):
    a = np.ones(shape) * dz / 4
    return a
