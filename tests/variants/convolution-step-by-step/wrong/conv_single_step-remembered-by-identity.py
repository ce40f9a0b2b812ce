# breaks: conv_single_step
# because: An answer is given again for the same arrays, whatever they contain now.
steps_by_id = {}


def conv_single_step(a_slice_prev, W, b):
    key = id(a_slice_prev), id(W)
    if key not in steps_by_id:
        steps_by_id[key] = (a_slice_prev, W, np.sum(a_slice_prev * W) + b.item())
    return steps_by_id[key][2]
