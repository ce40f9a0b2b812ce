from functools import reduce
from operator import mul, add
import numpy as np

def conv_single_step(a_slice_prev, W, b):
    return reduce(add, map(mul, a_slice_prev.flat, W.flat), np.asarray(b).reshape(-1)[0])
