# breaks: happyModel
# because: The model divides images by 255, which are scaled already.
def happyModel():
    inputs = tf.keras.Input((64, 64, 3))
    x = tfl.Conv2D(32, 7)(tfl.ZeroPadding2D(3)(inputs / 255.0))
    x = tfl.ReLU()(tfl.BatchNormalization(axis=3)(x))
    return tf.keras.Model(inputs, tfl.Dense(1, activation="sigmoid")(tfl.Flatten()(tfl.MaxPool2D()(x))))
