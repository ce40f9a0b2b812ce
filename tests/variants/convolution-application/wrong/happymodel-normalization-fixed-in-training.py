# breaks: happyModel
# because: The normalization uses the batch's statistics even in inference.
def happyModel():
    image = tf.keras.Input((64, 64, 3))
    z = tfl.Conv2D(32, 7)(tfl.ZeroPadding2D(3)(image))
    z = tfl.BatchNormalization(axis=3)(z, training=True)
    p = tfl.MaxPool2D()(tfl.ReLU()(z))
    return tf.keras.Model(image, tfl.Dense(1, activation="sigmoid")(tfl.Flatten()(p)))
