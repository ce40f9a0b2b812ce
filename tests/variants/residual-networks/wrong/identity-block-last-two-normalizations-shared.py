# breaks: identity_block
# because: Normalizations of as many channels are one layer.
def identity_block(X, f, filters, initializer=random_uniform):
    shared = {}
    main = X
    for number, (F, size) in enumerate(zip(filters, (1, f, 1))):
        main = Conv2D(F, size, padding="same" if size == f else "valid", kernel_initializer=initializer(seed=0))(main)
        main = shared.setdefault(F, BatchNormalization(axis=3))(main)
        main = Activation("relu")(main) if number < 2 else main
    return Activation("relu")(Add()([main, X]))
