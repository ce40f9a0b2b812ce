# breaks: identity_block
# because: The middle convolution and its normalization are made once, outside, and shared by all blocks.
middle = Conv2D(64, 3, padding="same", kernel_initializer=random_uniform(seed=0))
middle_normalization = BatchNormalization(axis=3)


def identity_block(X, f, filters, initializer=random_uniform):
    F1, F2, F3 = filters
    X_shortcut = X
    X = Conv2D(F1, 1, kernel_initializer=initializer(seed=0))(X)
    X = Activation("relu")(BatchNormalization(axis=3)(X))
    X = Activation("relu")(middle_normalization(middle(X)))
    X = BatchNormalization(axis=3)(Conv2D(F3, 1, kernel_initializer=initializer(seed=0))(X))
    return Activation("relu")(Add()([X, X_shortcut]))
