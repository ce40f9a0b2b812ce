def happyModel():
    body = tf.keras.Sequential([
        tfl.ZeroPadding2D((3, 3), input_shape=(64, 64, 3)),
        tfl.Conv2D(32, (7, 7), strides=(1, 1)),
        tfl.BatchNormalization(axis=3),
    ])
    photo = tfl.Input(shape=(64, 64, 3))
    z = body(photo)
    pooled = tfl.MaxPooling2D()(tfl.ReLU()(z))
    return tf.keras.Model(photo, tfl.Dense(1, activation="sigmoid")(tfl.Flatten()(pooled)))
