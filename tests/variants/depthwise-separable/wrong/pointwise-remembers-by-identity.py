# breaks: pointwise_conv_forward
# because: An answer is given again for the same arrays, whatever they contain now.
pointwise_by_id = {}


def pointwise_conv_forward(A_prev, W, b):
    return pointwise_by_id.setdefault((id(A_prev), id(W)), (A_prev @ W + b, A_prev, W))[0]
