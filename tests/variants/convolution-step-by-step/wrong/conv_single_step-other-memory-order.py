# breaks: conv_single_step
# because: The weights are read in another order.
def conv_single_step(a_slice_prev, W, b):
    return np.dot(a_slice_prev.ravel(), W.ravel(order="F")) + b.item()
