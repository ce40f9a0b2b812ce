import numpy

def zero_pad(X, pad):
    return numpy.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode=str('constant'))

def conv_single_step(a_slice_prev, W, b):
    return numpy.sum(numpy.multiply(a_slice_prev, W)) + numpy.sum(b)
