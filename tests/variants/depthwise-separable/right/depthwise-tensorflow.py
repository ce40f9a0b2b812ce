def depthwise_conv_forward(A_prev, W, b, hparameters):
    p, s = hparameters["pad"], hparameters["stride"]
    padded = tf.pad(tf.constant(A_prev), [[0, 0], [p, p], [p, p], [0, 0]])
    kernel = tf.constant(W)[..., tf.newaxis]
    return tf.nn.depthwise_conv2d(padded, kernel, strides=[1, s, s, 1], padding="VALID").numpy() + b
