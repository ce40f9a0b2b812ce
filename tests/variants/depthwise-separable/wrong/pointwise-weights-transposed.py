# breaks: pointwise_conv_forward
# because: The weights are reshaped instead of used as they are.
def pointwise_conv_forward(A_prev, W, b):
    return A_prev @ W.T.reshape(W.shape) + b
