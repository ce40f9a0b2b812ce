def identity_block(X, f, filters, initializer=random_uniform):
    out = X
    for position, (count, size, pad) in enumerate(zip(filters, (1, f, 1), ("valid", "same", "valid"))):
        out = Conv2D(count, size, padding=pad, kernel_initializer=initializer(seed=0))(out)
        out = BatchNormalization(axis=3)(out)
        if position < 2:
            out = Activation("relu")(out)
    out = Add()([X, out])
    return Activation("relu")(out)
