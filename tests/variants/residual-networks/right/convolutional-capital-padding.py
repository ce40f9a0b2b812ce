def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    F1, F2, F3 = filters
    skip = X
    plan = ((F1, 1, s, "VALID", "relu"), (F2, f, 1, "SAME", "relu"), (F3, 1, 1, "VALID", "linear"))
    for n, k, stride, pad, activation in plan:
        X = Conv2D(n, (k, k), strides=(stride, stride), padding=pad, kernel_initializer=initializer(seed=0))(X)
        X = BatchNormalization(axis=-1)(X)
        X = Activation(activation)(X)
    skip = Conv2D(F3, (1, 1), strides=(s, s), padding="VALID", kernel_initializer=initializer(seed=0))(skip)
    skip = BatchNormalization(axis=-1)(skip)
    return Activation("relu")(skip + X)
