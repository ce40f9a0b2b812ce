def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    def branch(tensor, *convs):
        for index, (count, size, stride) in enumerate(convs):
            if index:
                tensor = Activation("relu")(tensor)
            tensor = Conv2D(
                count, kernel_size=size, strides=stride, padding="same" if index == 1 else "valid",
                kernel_initializer=initializer(seed=0),
            )(tensor)
            tensor = BatchNormalization(axis=3)(tensor)
        return tensor

    F1, F2, F3 = filters
    both = [branch(X, (F1, 1, s), (F2, f, 1), (F3, 1, 1)), branch(X, (F3, 1, s))]
    return Activation("relu")(Add()(both))
