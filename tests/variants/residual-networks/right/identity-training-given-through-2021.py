def identity_block(X, f, filters, training=True, initializer=random_uniform):
    def normal(t):
        return BatchNormalization(axis=3)(t, training=training)

    def conv(t, n, k=1, **options):
        return Conv2D(n, (k, k), **options, kernel_initializer=initializer(seed=0))(t)

    n1, n2, n3 = filters
    y = layers.ReLU()(normal(conv(X, n1)))
    y = layers.ReLU()(normal(conv(y, n2, f, padding="same")))
    y = normal(conv(y, n3))
    return layers.ReLU()(X + y)
