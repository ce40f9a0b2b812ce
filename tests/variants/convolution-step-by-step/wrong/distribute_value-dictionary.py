# breaks: distribute_value
# because: Returns a dictionary from positions to shares.
import numpy as np

def distribute_value(dz, shape):
    n_H, n_W = shape
    return {(h, w): dz / (n_H * n_W) for h in range(n_H) for w in range(n_W)}
