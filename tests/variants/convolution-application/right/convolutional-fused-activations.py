def convolutional_model(input_shape):
    x = entry = tfl.Input(input_shape)
    x = tfl.Conv2D(8, 4, activation="relu", padding="same")(x)
    x = tfl.MaxPool2D(8, padding="same")(x)
    x = tfl.Conv2D(16, 2, activation="relu", padding="same")(x)
    x = tfl.MaxPool2D(4, padding="same")(x)
    x = tfl.Flatten()(x)
    x = tfl.Dense(6, activation="softmax")(x)
    return tf.keras.Model(entry, x)
