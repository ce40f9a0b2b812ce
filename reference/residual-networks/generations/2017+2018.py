"""The first two editions: blocks take stage and block, and always Glorot's initializer."""

LAST_STAGE = 5
LAST_IDENTITY = [512, 512, 2048]


def identity_block(X, f, filters, stage, block, training=None):
    """Return X after three convolutions, added to X itself."""
    F1, F2, F3 = filters
    main = Activation("relu")(_convolution(X, F1, 1, glorot_uniform, training))
    main = Activation("relu")(_convolution(main, F2, f, glorot_uniform, training, padding="same"))
    main = _convolution(main, F3, 1, glorot_uniform, training)
    return Activation("relu")(Add()([main, X]))


def convolutional_block(X, f, filters, stage, block, s=2, training=None):
    """Return X after three convolutions, the first with stride s, added to X after one with stride s."""
    F1, F2, F3 = filters
    main = Activation("relu")(_convolution(X, F1, 1, glorot_uniform, training, stride=s))
    main = Activation("relu")(_convolution(main, F2, f, glorot_uniform, training, padding="same"))
    main = _convolution(main, F3, 1, glorot_uniform, training)
    shortcut = _convolution(X, F3, 1, glorot_uniform, training, stride=s)
    return Activation("relu")(Add()([main, shortcut]))


def ResNet50(input_shape=(64, 64, 3), classes=6):
    """Return the residual network of 50 weighted layers."""
    image = tf.keras.Input(input_shape)
    X = Conv2D(64, 7, strides=2, kernel_initializer=glorot_uniform(seed=0))(ZeroPadding2D(3)(image))
    X = Activation("relu")(BatchNormalization(axis=3)(X))
    X = MaxPooling2D(3, strides=2)(X)
    for stage, (stride, blocks, filters) in enumerate(((1, 2, 64), (2, 3, 128), (2, 5, 256), (2, 2, 512)), 2):
        widths = [filters, filters, 4 * filters]
        X = convolutional_block(X, 3, widths, stage, "a", s=stride)
        for block in "bcdef"[:blocks]:
            X = identity_block(X, 3, LAST_IDENTITY if stage == LAST_STAGE else widths, stage, block)
    X = Flatten()(AveragePooling2D((2, 2))(X))
    outputs = Dense(classes, activation="softmax", kernel_initializer=glorot_uniform(seed=0))(X)
    return tf.keras.Model(inputs=image, outputs=outputs)
