# breaks: pointwise_conv_forward
# because: Every channel gets the bias of the first.
def pointwise_conv_forward(A_prev, W, b):
    return A_prev @ W + b[0, 0, 0, 0]
