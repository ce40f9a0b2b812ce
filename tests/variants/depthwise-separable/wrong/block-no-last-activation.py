# breaks: mobilenet_block
# because: ReLU6 is missing at the end.
def mobilenet_block(X, filters, s=1):
    X = layers.DepthwiseConv2D(3, strides=s, padding="same", use_bias=False)(X)
    X = layers.BatchNormalization()(X)
    X = layers.ReLU(6.0)(X)
    X = layers.Conv2D(filters, 1, use_bias=False)(X)
    X = layers.BatchNormalization()(X)
    return X
