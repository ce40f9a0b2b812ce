def pointwise_conv_forward(A_prev, W, b):
    kernel = W[None, None]
    return tf.nn.conv2d(A_prev, kernel, strides=1, padding="VALID").numpy() + b
