import numpy as np

def distribute_value(dz, shape):
    return np.broadcast_to(dz / shape[0] / shape[1], shape).copy()
