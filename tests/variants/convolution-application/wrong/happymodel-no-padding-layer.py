# breaks: happyModel
# because: The padding layer is missing.
def happyModel():
    model = tf.keras.Sequential([
        tfl.Conv2D(32, input_shape=(64, 64, 3), kernel_size=(7, 7), strides=(1, 1)),
        tfl.BatchNormalization(axis=3),
        tfl.ReLU(),
        tfl.MaxPool2D(),
        tfl.Flatten(),
        tfl.Dense(1, activation="sigmoid"),
    ])
    return model
