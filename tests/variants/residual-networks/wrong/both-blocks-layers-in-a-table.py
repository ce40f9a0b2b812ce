# breaks: identity_block, convolutional_block
# because: Layers of the same settings are made once, so that blocks share their weights.
made = {}


def layer(kind, place, *args, **kwargs):
    key = (kind, place, args, kwargs.get("strides"), kwargs.get("padding"))
    if key not in made:
        made[key] = kind(*args, **kwargs)
    return made[key]


def convolution(X, place, filters, size, initializer, stride=1, padding="valid"):
    place = (place, X.shape[-1])
    kernel = initializer(seed=0)
    X = layer(Conv2D, place, filters, size, strides=stride, padding=padding, kernel_initializer=kernel)(X)
    return layer(BatchNormalization, (place, filters))(X)


def identity_block(X, f, filters, initializer=random_uniform):
    F1, F2, F3 = filters
    main = Activation("relu")(convolution(X, "i1", F1, 1, initializer))
    main = Activation("relu")(convolution(main, "i2", F2, f, initializer, padding="same"))
    main = convolution(main, "i3", F3, 1, initializer)
    return Activation("relu")(Add()([main, X]))


def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    F1, F2, F3 = filters
    main = Activation("relu")(convolution(X, "c1", F1, 1, initializer, s))
    main = Activation("relu")(convolution(main, "c2", F2, f, initializer, padding="same"))
    main = convolution(main, "c3", F3, 1, initializer)
    shortcut = convolution(X, "c4", F3, 1, initializer, s)
    return Activation("relu")(Add()([main, shortcut]))
