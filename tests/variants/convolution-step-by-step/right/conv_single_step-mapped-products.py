from operator import mul


def conv_single_step(a_slice_prev, W, b):
    return np.float64(sum(map(mul, a_slice_prev.flat, W.flat), start=b.flat[0]))
