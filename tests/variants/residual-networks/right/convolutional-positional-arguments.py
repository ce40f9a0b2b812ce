def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    [F1, F2, F3] = filters
    X_shortcut = X
    X = Conv2D(F1, (1, 1), (s, s), "valid", kernel_initializer=initializer(seed=0), name=None)(X)
    X = BatchNormalization(3)(X)
    X = layers.ReLU()(X)
    X = Conv2D(F2, (f, f), (1, 1), "same", kernel_initializer=initializer(seed=0), name=None)(X)
    X = BatchNormalization(3)(X)
    X = layers.ReLU()(X)
    X = Conv2D(F3, (1, 1), (1, 1), "valid", kernel_initializer=initializer(seed=0), name=None)(X)
    X = BatchNormalization(3)(X)
    X_shortcut = Conv2D(F3, (1, 1), (s, s), "valid", kernel_initializer=initializer(seed=0), name=None)(X_shortcut)
    X_shortcut = BatchNormalization(3)(X_shortcut)
    X = X_shortcut + X
    return layers.ReLU()(X)
