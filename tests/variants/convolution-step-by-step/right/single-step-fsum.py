from math import fsum
from itertools import chain

def conv_single_step(a_slice_prev, W, b):
    products = (p for p in (a_slice_prev * W).ravel().tolist())
    return fsum(chain(products, b.ravel().tolist()))
