# breaks: conv_single_step
# because: A large bias is cut off.
def conv_single_step(a_slice_prev, W, b):
    return np.sum(a_slice_prev * W) + min(1.0, max(-1.0, b.item()))
