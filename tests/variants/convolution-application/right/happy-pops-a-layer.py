def happyModel():
    model = tf.keras.Sequential()
    model.add(tfl.ZeroPadding2D(3, input_shape=(64, 64, 3)))
    model.add(tfl.Conv2D(32, 7))
    model.add(tfl.BatchNormalization())
    model.add(tfl.Activation("relu"))
    model.add(tfl.Dropout(0.5))
    model.pop()
    model.add(tfl.MaxPool2D(padding="valid"))
    model.add(tfl.Flatten())
    model.add(tfl.Dense(1, activation=tf.nn.sigmoid))
    return model
