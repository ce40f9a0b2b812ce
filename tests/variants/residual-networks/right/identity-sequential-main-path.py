def identity_block(X, f, filters, initializer=random_uniform):
    F1, F2, F3 = filters
    main = tf.keras.Sequential([
        Conv2D(F1, 1, kernel_initializer=initializer(seed=0)), BatchNormalization(axis=3), Activation("relu"),
        Conv2D(F2, f, padding="same", kernel_initializer=initializer(seed=0)), BatchNormalization(axis=3),
        Activation("relu"), Conv2D(F3, 1, kernel_initializer=initializer(seed=0)), BatchNormalization(axis=3),
    ])
    return Activation("relu")(Add()([main(X), X]))
