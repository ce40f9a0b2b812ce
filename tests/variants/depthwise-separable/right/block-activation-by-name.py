def mobilenet_block(X, filters, s=1):
    X = layers.DepthwiseConv2D(3, strides=s, padding="same", use_bias=False)(X)
    X = layers.Activation("relu6")(layers.BatchNormalization()(X))
    X = layers.Conv2D(filters, 1, use_bias=False)(X)
    return layers.Activation("relu6")(layers.BatchNormalization()(X))
