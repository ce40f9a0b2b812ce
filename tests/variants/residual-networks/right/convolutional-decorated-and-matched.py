def residual(function):
    def block(X, f, filters, s=2, initializer=glorot_uniform):
        main, shortcut = function(X, f, filters, s, initializer)
        return Activation(tf.keras.activations.relu)(layers.Add()([shortcut, main]))

    return block


@residual
def convolutional_block(X, f, filters, s, initializer):
    match filters:
        case [F1, F2, F3]:
            kernels = (initializer(seed=0) for _ in range(4))
    shortcut = BatchNormalization(axis=3)(Conv2D(F3, 1, s, kernel_initializer=next(kernels))(X))
    X = Activation("relu")(BatchNormalization(axis=3)(Conv2D(F1, 1, s, kernel_initializer=next(kernels))(X)))
    X = Conv2D(F2, (f, f), padding="same", kernel_initializer=next(kernels))(X)
    X = Activation("relu")(BatchNormalization(axis=3)(X))
    return BatchNormalization(axis=3)(Conv2D(F3, 1, kernel_initializer=next(kernels))(X)), shortcut
