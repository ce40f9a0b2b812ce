def _features():
    return tf.keras.Sequential([
        tfl.Conv2D(32, 7),
        tfl.BatchNormalization(axis=3),
        tfl.ReLU(),
        tfl.MaxPooling2D(),
    ])


def _head():
    return tf.keras.Sequential([tfl.Flatten(), tfl.Dense(1, activation="sigmoid")])


def happyModel():
    return tf.keras.Sequential([
        tf.keras.Input((64, 64, 3)),
        tfl.ZeroPadding2D(3),
        _features(),
        _head(),
    ])
