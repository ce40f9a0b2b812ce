# breaks: distribute_value
# because: Always divides by 4.
# explained by: distribute_value__by_four
import numpy as np

def distribute_value(dz, shape):
    a = np.ones(shape) * dz / 4
    return a
