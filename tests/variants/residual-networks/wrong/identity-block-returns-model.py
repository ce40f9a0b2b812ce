# breaks: identity_block
# because: Returns a model instead of a tensor.
def identity_block(X, f, filters, initializer=random_uniform):
    F1, F2, F3 = filters
    start = Input(X.shape[1:])
    Y = Conv2D(F1, 1, kernel_initializer=initializer(seed=0))(start)
    Y = Activation("relu")(BatchNormalization(axis=3)(Y))
    Y = Conv2D(F2, f, padding="same", kernel_initializer=initializer(seed=0))(Y)
    Y = Activation("relu")(BatchNormalization(axis=3)(Y))
    Y = BatchNormalization(axis=3)(Conv2D(F3, 1, kernel_initializer=initializer(seed=0))(Y))
    return Model(start, Activation("relu")(Add()([Y, start])))
