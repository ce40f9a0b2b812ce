def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    F1, F2, F3 = filters
    skip = X
    for n, k, stride in ((F1, 1, s), (F2, f, 1), (F3, 1, 1)):
        X = Conv2D(n, (k, k), strides=(stride, stride), padding="SAME", kernel_initializer=initializer(seed=0))(X)
        X = BatchNormalization(axis=-1)(X)
        if n is not F3:
            X = Activation("relu")(X)
    skip = Conv2D(F3, (1, 1), strides=(s, s), padding="SAME", kernel_initializer=initializer(seed=0))(skip)
    skip = BatchNormalization(axis=-1)(skip)
    return Activation("relu")(skip + X)
