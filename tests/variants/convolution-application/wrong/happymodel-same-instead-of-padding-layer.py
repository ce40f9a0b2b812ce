# breaks: happyModel
# because: The convolution pads in place of a ZeroPadding2D layer.
def happyModel():
    model = tf.keras.Sequential([
        tfl.Conv2D(32, (7, 7), strides=(1, 1), padding="same", input_shape=(64, 64, 3)),
        tfl.BatchNormalization(axis=3),
        tfl.ReLU(),
        tfl.MaxPool2D(),
        tfl.Flatten(),
        tfl.Dense(1, activation="sigmoid"),
    ])
    return model
