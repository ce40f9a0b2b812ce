def happyModel():
    first = tf.keras.Sequential([
        tf.keras.layers.InputLayer((64, 64, 3)),
        tfl.ZeroPadding2D((3, 3)),
        tfl.Conv2D(32, 7),
        tfl.BatchNormalization(),
        tfl.ReLU(),
        tfl.MaxPool2D(),
        tfl.Flatten(),
        tfl.Dense(1, activation="sigmoid"),
    ])
    return tf.keras.models.clone_model(first)
