def happyModel():
    stack = [
        tfl.ZeroPadding2D(((3, 3), (3, 3))),
        tfl.Conv2D(32, 7, 1, "valid"),
        tfl.BatchNormalization(3),
        tfl.ReLU(),
        tfl.MaxPool2D(2, 2, "valid"),
        tfl.Flatten(),
        tfl.Dense(1, activation=tf.keras.activations.sigmoid),
    ]
    model = tf.keras.Sequential(name="happyModel")
    model.add(tfl.InputLayer((64, 64, 3)))
    for layer in stack:
        model.add(layer)
    return model
