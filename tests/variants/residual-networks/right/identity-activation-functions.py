relu = tf.keras.activations.relu


def identity_block(X, f, filters, initializer=random_uniform):
    kernel = initializer(seed=0)
    F1, F2, F3 = filters
    inner = relu(BatchNormalization(axis=3)(Conv2D(F1, 1, kernel_initializer=initializer(seed=0))(X)))
    inner = relu(BatchNormalization(axis=3)(Conv2D(F2, f, padding="same", kernel_initializer=initializer(seed=0))(inner)))
    inner = BatchNormalization(axis=3)(Conv2D(F3, 1, kernel_initializer=kernel)(inner))
    return relu(X + inner)
