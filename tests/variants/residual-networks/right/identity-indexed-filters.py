def identity_block(X, f, filters, initializer=random_uniform):
    skip = X
    y = BatchNormalization()(Conv2D(filters[0], 1, kernel_initializer=initializer(seed=0))(skip))
    y = Activation(tf.nn.relu)(y)
    y = BatchNormalization()(Conv2D(filters[1], f, 1, "same", kernel_initializer=initializer(seed=0))(y))
    y = Activation(tf.nn.relu)(y)
    y = BatchNormalization()(Conv2D(filters[-1], 1, kernel_initializer=initializer(seed=0))(y))
    y = layers.Add()((y, skip))
    return Activation(tf.keras.activations.relu)(y)
