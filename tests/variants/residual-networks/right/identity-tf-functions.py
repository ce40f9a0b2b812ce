def identity_block(X, f, filters, initializer=random_uniform):
    F1, F2, F3 = filters
    shortcut = X
    X = tf.keras.layers.Conv2D(F1, 1, kernel_initializer=initializer(seed=0))(X)
    X = tf.nn.relu(tf.keras.layers.BatchNormalization(axis=3)(X))
    X = tf.keras.layers.Conv2D(F2, f, padding="same", kernel_initializer=initializer(seed=0))(X)
    X = tf.nn.relu(tf.keras.layers.BatchNormalization(axis=3)(X))
    X = tf.keras.layers.Conv2D(F3, 1, kernel_initializer=initializer(seed=0))(X)
    X = tf.keras.layers.BatchNormalization(axis=3)(X)
    return tf.nn.relu(tf.add(X, shortcut))
