def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    inputs = tf.keras.layers.Input(shape=input_shape)
    X = tf.keras.layers.ZeroPadding2D((3, 3))(inputs)
    X = tf.keras.layers.Conv2D(64, (7, 7), strides=(2, 2), kernel_initializer=glorot_uniform(seed=0))(X)
    X = tf.keras.layers.BatchNormalization(axis=3)(X)
    X = tf.keras.layers.Activation("relu")(X)
    X = tf.keras.layers.MaxPooling2D((3, 3), strides=(2, 2))(X)
    X = convolutional_block(X, f=3, filters=[64, 64, 256], s=1)
    X = identity_block(X, f=3, filters=[64, 64, 256])
    X = identity_block(X, f=3, filters=[64, 64, 256])
    X = convolutional_block(X, f=3, filters=[128, 128, 512], s=2)
    [X := identity_block(X, 3, [128, 128, 512]) for _ in range(3)]
    X = convolutional_block(X, f=3, filters=[256, 256, 1024], s=2)
    [X := identity_block(X, 3, [256, 256, 1024]) for _ in range(5)]
    X = convolutional_block(X, f=3, filters=[512, 512, 2048], s=2)
    [X := identity_block(X, 3, [512, 512, 2048]) for _ in range(2)]
    X = tf.keras.layers.AveragePooling2D(pool_size=(2, 2))(X)
    X = tf.keras.layers.Flatten()(X)
    X = tf.keras.layers.Dense(classes, activation="softmax", kernel_initializer=glorot_uniform(seed=0))(X)
    model = tf.keras.Model(inputs=inputs, outputs=X)
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
