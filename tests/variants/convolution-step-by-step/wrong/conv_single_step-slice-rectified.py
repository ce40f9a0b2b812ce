# breaks: conv_single_step
# because: Values far below zero are cut off.
def conv_single_step(a_slice_prev, W, b):
    return np.sum(a_slice_prev.clip(min=-3) * W) + b.item()
