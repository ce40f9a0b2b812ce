def identity_block(X, f, filters, initializer=random_uniform):
    F1, F2, F3 = filters
    a = layers.Conv2D(F1, (1, 1), (1, 1), "valid", kernel_initializer=initializer(seed=0))(X)
    a = layers.ReLU()(layers.BatchNormalization(3)(a))
    b = layers.Conv2D(F2, (f, f), (1, 1), "same", kernel_initializer=initializer(seed=0))(a)
    b = layers.ReLU()(layers.BatchNormalization(3)(b))
    c = layers.Conv2D(F3, (1, 1), (1, 1), "valid", kernel_initializer=initializer(seed=0))(b)
    c = layers.BatchNormalization(3)(c)
    return layers.ReLU()(layers.add([c, X]))
