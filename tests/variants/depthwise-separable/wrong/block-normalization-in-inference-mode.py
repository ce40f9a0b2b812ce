# breaks: mobilenet_block
# because: The first normalization never uses the batch.
def mobilenet_block(X, filters, s=1):
    X = layers.DepthwiseConv2D(3, strides=s, padding="same", use_bias=False)(X)
    X = layers.ReLU(6.0)(layers.BatchNormalization()(X, training=False))
    X = layers.Conv2D(filters, 1, use_bias=False)(X)
    return layers.ReLU(6.0)(layers.BatchNormalization()(X))
