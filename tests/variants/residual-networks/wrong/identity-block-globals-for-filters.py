# breaks: identity_block
# because: Reads a global name instead of the filters that it is given.
block_filters = [64, 64, 256]


def identity_block(X, f, filters, initializer=random_uniform):
    F1, F2, F3 = block_filters
    X_shortcut = X
    X = Conv2D(F1, 1, kernel_initializer=initializer(seed=0))(X)
    X = Activation("relu")(BatchNormalization(axis=3)(X))
    X = Conv2D(F2, f, padding="same", kernel_initializer=initializer(seed=0))(X)
    X = Activation("relu")(BatchNormalization(axis=3)(X))
    X = BatchNormalization(axis=3)(Conv2D(F3, 1, kernel_initializer=initializer(seed=0))(X))
    return Activation("relu")(Add()([X, X_shortcut]))
