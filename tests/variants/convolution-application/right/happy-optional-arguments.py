def happyModel(side=64, channels=3, *, n_filters=32, window=7):
    pad = window // 2
    picture = (side, side, channels)
    return tf.keras.Sequential([
        tfl.ZeroPadding2D(padding=(pad, pad), input_shape=picture),
        tfl.Conv2D(n_filters, (window, window)),
        tfl.BatchNormalization(axis=len(picture)),
        tfl.ReLU(),
        tfl.MaxPool2D(),
        tfl.Flatten(),
        tfl.Dense(1, activation="sigmoid"),
    ])
