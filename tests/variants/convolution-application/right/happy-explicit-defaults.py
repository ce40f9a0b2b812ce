def happyModel():
    model = tf.keras.Sequential([
        tfl.InputLayer(input_shape=(64, 64, 3)),
        tfl.ZeroPadding2D(padding=((3, 3), (3, 3)), data_format="channels_last"),
        tfl.Conv2D(
            32,
            kernel_size=(7, 7),
            strides=(1, 1),
            padding="VALID",
            use_bias=True,
            activation=None,
            kernel_initializer="glorot_uniform",
            bias_initializer="zeros",
        ),
        tfl.BatchNormalization(axis=3, momentum=0.99, epsilon=0.001, center=True, scale=True),
        tfl.ReLU(max_value=None, negative_slope=0.0, threshold=0.0),
        tfl.MaxPooling2D(pool_size=(2, 2), strides=None, padding="valid"),
        tfl.Flatten(),
        tfl.Dense(1, activation="sigmoid", use_bias=True),
    ])
    return model
