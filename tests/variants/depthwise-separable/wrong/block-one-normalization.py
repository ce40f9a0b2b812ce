# breaks: mobilenet_block
# because: Both normalizations are one layer where the channels stay as many.
def mobilenet_block(X, filters, s=1):
    normalize = layers.BatchNormalization() if filters == X.shape[-1] else None
    X = layers.DepthwiseConv2D(3, strides=s, padding="same", use_bias=False)(X)
    X = layers.ReLU(6.0)((normalize or layers.BatchNormalization())(X))
    X = layers.Conv2D(filters, 1, use_bias=False)(X)
    return layers.ReLU(6.0)((normalize or layers.BatchNormalization())(X))
