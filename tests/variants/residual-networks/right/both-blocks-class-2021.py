class Bottleneck:
    """Carries a block's choices from convolution to convolution."""

    def __init__(self, initializer, training):
        self.initializer = initializer
        self.training = training

    def conv(self, X, filters, size, stride=1, padding="valid"):
        kernel = self.initializer(seed=0)
        X = Conv2D(filters, size, strides=stride, padding=padding, kernel_initializer=kernel)(X)
        return BatchNormalization(axis=3)(X, training=self.training)

    def main(self, X, f, filters, stride):
        F1, F2, F3 = filters
        X = Activation("relu")(self.conv(X, F1, 1, stride))
        X = Activation("relu")(self.conv(X, F2, f, padding="same"))
        return self.conv(X, F3, 1)


def identity_block(X, f, filters, training=True, initializer=random_uniform):
    block = Bottleneck(initializer, training)
    return Activation("relu")(Add()([block.main(X, f, filters, 1), X]))


def convolutional_block(X, f, filters, s=2, training=True, initializer=glorot_uniform):
    block = Bottleneck(initializer, training)
    sides = [block.main(X, f, filters, s), block.conv(X, filters[2], 1, s)]
    return Activation("relu")(Add()(sides))
