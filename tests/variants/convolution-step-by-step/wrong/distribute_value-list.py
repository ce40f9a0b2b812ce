# breaks: distribute_value
# because: Returns a list of lists and not an array.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    v = dz / (n_H * n_W)
    return [[v] * n_W] * n_H
