import numpy as np

def conv_single_step(a, W, b):
    return np.array(np.sum(a * W) + b[0, 0, 0])
