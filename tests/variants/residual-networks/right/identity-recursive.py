def identity_block(X, f, filters, initializer=random_uniform):
    def rest(x, left):
        (F, size), *more = left
        x = Conv2D(F, size, padding="same" if len(left) == 2 else "valid", kernel_initializer=initializer(seed=0))(x)
        x = BatchNormalization(axis=3)(x)
        return rest(layers.ReLU()(x), more) if more else x

    def checked(x):
        return layers.ReLU()(layers.add([x, X]))

    return checked(rest(X, list(zip(filters, (1, f, 1)))))
