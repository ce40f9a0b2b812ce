# breaks: distribute_value
# because: Puts the whole value in the first cell.
import numpy as np

def distribute_value(dz, shape):
    a = np.zeros(shape)
    a[0, 0] = dz
    return a
