def residual(X, f, filters, initializer, s=1, project=False):
    F1, F2, F3 = filters
    make = lambda n, k, stride, pad: layers.Conv2D(n, k, stride, pad, kernel_initializer=initializer(seed=0))
    shortcut = X
    if project:
        shortcut = layers.BatchNormalization(axis=3)(make(F3, 1, s, "valid")(X))
    X = layers.Activation("relu")(layers.BatchNormalization(axis=3)(make(F1, 1, s, "valid")(X)))
    X = layers.Activation("relu")(layers.BatchNormalization(axis=3)(make(F2, f, 1, "same")(X)))
    X = layers.BatchNormalization(axis=3)(make(F3, 1, 1, "valid")(X))
    return layers.Activation("relu")(layers.Add()([X, shortcut]))


def identity_block(X, f, filters, initializer=random_uniform):
    return residual(X, f, filters, initializer)


def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    return residual(X, f, filters, initializer, s, project=True)
