# breaks: happyModel
# because: The normalization never uses the batch.
def happyModel():
    inputs = tf.keras.Input((64, 64, 3))
    x = tfl.Conv2D(32, 7)(tfl.ZeroPadding2D(3)(inputs))
    x = tfl.ReLU()(tfl.BatchNormalization(axis=3)(x, training=False))
    return tf.keras.Model(inputs, tfl.Dense(1, activation="sigmoid")(tfl.Flatten()(tfl.MaxPool2D()(x))))
