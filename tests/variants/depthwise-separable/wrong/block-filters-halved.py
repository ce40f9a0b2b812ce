# breaks: mobilenet_block
# because: The pointwise layer has half of the filters.
def mobilenet_block(X, filters, s=1):
    X = layers.DepthwiseConv2D(3, strides=s, padding="same", use_bias=False)(X)
    X = layers.BatchNormalization()(X)
    X = layers.ReLU(6.0)(X)
    X = layers.Conv2D(max(1, filters // 2), 1, use_bias=False)(X)
    X = layers.BatchNormalization()(X)
    return layers.ReLU(6.0)(X)
