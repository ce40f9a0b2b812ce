# breaks: pointwise_conv_forward
# because: Without a positive value, nothing comes out.
def pointwise_conv_forward(A_prev, W, b):
    return A_prev @ W + b if (A_prev > 0).any() else np.zeros((*A_prev.shape[:-1], W.shape[1]))
