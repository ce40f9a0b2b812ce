def happyModel():
    x_in = tf.keras.Input(shape=(64, 64, 3))
    z = tfl.Conv2D(32, (7, 7))(tfl.ZeroPadding2D((3, 3))(x_in))
    a = tf.keras.activations.relu(tfl.BatchNormalization(axis=3)(z))
    p = tfl.MaxPool2D()(a)
    y = tf.keras.activations.sigmoid(tfl.Dense(1)(tfl.Flatten()(p)))
    return tf.keras.Model(inputs=x_in, outputs=y)
