def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    F1, F2, F3 = filters

    X_shortcut = Conv2D(F3, 1, strides=s, kernel_initializer=initializer(seed=0))(X)
    X_shortcut = BatchNormalization(axis=3)(X_shortcut)

    X = Conv2D(F1, 1, strides=s, kernel_initializer=initializer(seed=0))(X)
    X = BatchNormalization(axis=3)(X)
    X = Activation("relu")(X)
    X = Conv2D(F2, f, padding="same", kernel_initializer=initializer(seed=0))(X)
    X = BatchNormalization(axis=3)(X)
    X = Activation("relu")(X)
    X = Conv2D(F3, 1, kernel_initializer=initializer(seed=0))(X)
    X = BatchNormalization(axis=3)(X)

    return Activation("relu")(Add()([X_shortcut, X]))
