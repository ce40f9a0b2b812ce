PLAN = (
    [("c", 64, 1)] + [("i", 64)] * 2
    + [("c", 128, 2)] + [("i", 128)] * 3
    + [("c", 256, 2)] + [("i", 256)] * 5
    + [("c", 512, 2)] + [("i", 512)] * 2
)


def ResNet50(input_shape=(64, 64, 3), classes=6):
    X = X_input = Input(input_shape)
    first = [
        ZeroPadding2D((3, 3)),
        Conv2D(64, (7, 7), strides=(2, 2), kernel_initializer=glorot_uniform(seed=0)),
        BatchNormalization(axis=3),
        Activation("relu"),
        MaxPooling2D((3, 3), strides=(2, 2)),
    ]
    for layer in first:
        X = layer(X)
    for kind, n, *stride in PLAN:
        filters = [n, n, n << 2]
        X = convolutional_block(X, 3, filters, *stride) if kind == "c" else identity_block(X, 3, filters)
    for layer in (AveragePooling2D((2, 2), strides=(2, 2)), Flatten()):
        X = layer(X)
    return Model(X_input, Dense(classes, activation="softmax", kernel_initializer=glorot_uniform(seed=0))(X))
