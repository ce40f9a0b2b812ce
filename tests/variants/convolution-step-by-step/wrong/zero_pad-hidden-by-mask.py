# breaks: zero_pad
# because: Returns a masked array whose data are all zero.
import numpy as np

def zero_pad(X, pad):
    m, h, w, c = X.shape
    shape = (m, h + 2 * pad, w + 2 * pad, c)
    return np.ma.masked_array(np.zeros(shape), mask=np.ones(shape, dtype=bool))
