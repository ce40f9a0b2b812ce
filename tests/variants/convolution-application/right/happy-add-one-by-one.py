def happyModel():
    model = tf.keras.models.Sequential()
    model.add(tf.keras.Input(shape=(64, 64, 3)))
    model.add(tfl.ZeroPadding2D(3))
    model.add(tfl.Conv2D(filters=32, kernel_size=7))
    model.add(tfl.BatchNormalization())
    model.add(tfl.Activation("relu"))
    model.add(tfl.MaxPooling2D((2, 2)))
    model.add(tfl.Flatten())
    model.add(tfl.Dense(1))
    model.add(tfl.Activation("sigmoid"))
    return model
