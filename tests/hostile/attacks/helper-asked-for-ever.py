"""Asks its helpers for one more value, as long as it may."""
# loses: conv_forward=15 timeout
# options: --timeout 1


def conv_forward(A_prev, W, b, hparameters):
    while True:
        conv_single_step(W[..., 0], zero_pad(A_prev[:1, :1, :1, :1], 1), b[..., 0])
