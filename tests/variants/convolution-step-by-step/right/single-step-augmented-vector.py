import numpy as np

def conv_single_step(a_slice_prev, W, b):
    """ the bias is just one more weight whose input is 1 """
    x = np.append(a_slice_prev.reshape(-1), 1.0)
    w = np.append(W.reshape(-1), b.reshape(-1))
    return x @ w
