# breaks: mobilenet_block
# because: The input is added, as in a later MobileNet.
def mobilenet_block(X, filters, s=1):
    X0 = X
    X = layers.DepthwiseConv2D(3, strides=s, padding="same", use_bias=False)(X)
    X = layers.BatchNormalization()(X)
    X = layers.ReLU(6.0)(X)
    X = layers.Conv2D(filters, 1, use_bias=False)(X)
    X = layers.BatchNormalization()(X)
    X = layers.ReLU(6.0)(X)
    return layers.Add()([X, X0]) if X.shape == X0.shape else layers.ReLU()(X)
