# breaks: distribute_value
# because: Takes the mean of a single number, which divides nothing.
import numpy as np

def distribute_value(dz, shape):
    average = np.mean(dz)
    return np.ones(shape) * average
