# breaks: pointwise_conv_forward
# because: The results of the last call are added.
def pointwise_conv_forward(A_prev, W, b):
    Z = A_prev @ W + b
    Z += getattr(pointwise_conv_forward, 'last', 0.0)
    pointwise_conv_forward.last = Z.mean()
    return Z
