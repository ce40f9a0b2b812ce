def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    F1, F2, F3 = filters
    shortcut = BatchNormalization(axis=3)(Conv2D(F3, 1, s, kernel_initializer=initializer(seed=0))(X))
    main = tf.nn.relu(BatchNormalization(axis=3)(Conv2D(F1, 1, s, kernel_initializer=initializer(seed=0))(X)))
    main = tf.nn.relu(BatchNormalization(axis=3)(Conv2D(F2, f, 1, "same", kernel_initializer=initializer(seed=0))(main)))
    main = BatchNormalization(axis=3)(Conv2D(F3, 1, kernel_initializer=initializer(seed=0))(main))
    return tf.nn.relu(tf.math.add(main, shortcut))
