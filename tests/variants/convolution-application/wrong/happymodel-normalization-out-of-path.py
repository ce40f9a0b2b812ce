# breaks: happyModel
# because: The normalized tensor is not what goes on.
def happyModel():
    image = tf.keras.Input((64, 64, 3))
    x = tfl.ZeroPadding2D(3)(image)
    z = tfl.Conv2D(32, 7)(x)
    normal = tfl.BatchNormalization(axis=3)(z)
    x = tfl.ReLU()(z)
    x = tfl.MaxPool2D()(x)
    x = tfl.Flatten()(x)
    return tf.keras.Model(image, tfl.Dense(1, activation="sigmoid")(x))
