# breaks: happyModel
# because: Returns the output tensor of the functional API.
def happyModel():
    image = tf.keras.Input((64, 64, 3))
    x = tfl.Conv2D(32, 7)(tfl.ZeroPadding2D(3)(image))
    x = tfl.ReLU()(tfl.BatchNormalization(axis=3)(x))
    x = tfl.Flatten()(tfl.MaxPool2D()(x))
    return tfl.Dense(1, activation="sigmoid")(x)
