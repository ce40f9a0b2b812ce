import numpy as np

from functools import singledispatch
@singledispatch
def total(x):
    return float(x)
@total.register(np.ndarray)
def _(x):
    return float(x.sum())
def conv_single_step(a, W, b):
    return total(a * W) + total(b)
