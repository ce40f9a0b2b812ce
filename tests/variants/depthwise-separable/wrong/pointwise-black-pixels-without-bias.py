# breaks: pointwise_conv_forward
# because: Black pixels get no bias.
def pointwise_conv_forward(A_prev, W, b):
    return np.where(A_prev.any(-1, keepdims=True), A_prev @ W + b, 0)
