from functools import reduce


def identity_block(X, f, filters, initializer=random_uniform):
    F1, F2, F3 = filters

    def conv(count, size, padding="valid"):
        return Conv2D(count, size, padding=padding, kernel_initializer=initializer(seed=0))

    chain = [
        conv(F1, 1), BatchNormalization(axis=3), Activation("relu"),
        conv(F2, f, "same"), BatchNormalization(axis=3), Activation("relu"),
        conv(F3, 1), BatchNormalization(axis=3),
    ]
    return Activation("relu")(Add()([reduce(lambda t, layer: layer(t), chain, X), X]))
