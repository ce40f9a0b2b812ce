def convolutional_model(input_shape):
    return tf.keras.Sequential([
        tf.keras.Input(shape=input_shape),
        tfl.Conv2D(8, (4, 4), padding="same"),
        tfl.ReLU(),
        tfl.MaxPool2D((8, 8), strides=(8, 8), padding="same"),
        tfl.Conv2D(16, (2, 2), padding="same"),
        tfl.ReLU(),
        tfl.MaxPool2D((4, 4), strides=(4, 4), padding="same"),
        tfl.Flatten(),
        tfl.Dense(6, activation="softmax"),
    ])
