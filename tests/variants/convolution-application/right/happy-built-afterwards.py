def happyModel():
    model = tf.keras.Sequential([
        tfl.ZeroPadding2D(3),
        tfl.Conv2D(32, 7),
        tfl.BatchNormalization(axis=3),
        tfl.ReLU(),
        tfl.MaxPool2D(),
        tfl.Flatten(),
        tfl.Dense(1, "sigmoid"),
    ])
    model.build((None, 64, 64, 3))
    return model
