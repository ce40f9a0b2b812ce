from functools import partial, reduce


def mobilenet_block(X, filters, s=1):
    after = [tf.keras.layers.BatchNormalization, partial(tf.keras.layers.ReLU, 6.0)]
    steps = [partial(tf.keras.layers.DepthwiseConv2D, 3, s, "same", use_bias=False), *after]
    steps += [partial(tf.keras.layers.Conv2D, filters, 1, use_bias=False), *after]
    return reduce(lambda x, make: make()(x), steps, X)
