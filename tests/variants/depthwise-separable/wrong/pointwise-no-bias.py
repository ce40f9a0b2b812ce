# breaks: pointwise_conv_forward
# because: The bias is left out.
def pointwise_conv_forward(A_prev, W, b):
    return A_prev @ W
