def happyModel():
    return tf.keras.Sequential(layers=[
        tfl.ZeroPadding2D((3, 3), batch_input_shape=(None, 64, 64, 3)),
        tfl.Conv2D(32, (7, 7), name="conv0"),
        tfl.BatchNormalization(axis=[3], name="bn0"),
        tfl.ReLU(name="relu"),
        tfl.MaxPool2D((2, 2), name="max_pool0"),
        tfl.Flatten(name="flat"),
        tfl.Dense(1, activation="sigmoid", name="fc"),
    ])
