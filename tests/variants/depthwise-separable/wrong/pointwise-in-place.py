# breaks: pointwise_conv_forward
# because: The bias is added to what the caller still needs.
def pointwise_conv_forward(A_prev, W, b):
    A_prev += b.mean()
    return (A_prev - b.mean()) @ W + b
