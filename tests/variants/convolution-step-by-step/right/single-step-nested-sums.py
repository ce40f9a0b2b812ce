def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    return sum(sum(sum(s))) + sum(sum(sum(b)))
