# breaks: happyModel
# because: Builds the normalization, but never adds it.
def happyModel():
    model = tf.keras.Sequential()
    model.add(tf.keras.Input((64, 64, 3)))
    model.add(tfl.ZeroPadding2D(3))
    model.add(tfl.Conv2D(32, 7))
    tfl.BatchNormalization(axis=3)
    model.add(tfl.ReLU())
    model.add(tfl.MaxPool2D())
    model.add(tfl.Flatten())
    model.add(tfl.Dense(1, activation="sigmoid"))
    return model
