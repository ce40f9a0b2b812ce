def convolutional_model(input_shape):
    model = tf.keras.Sequential(name="outer")
    model.add(tfl.InputLayer(tuple(input_shape)))
    for filters, kernel, window in zip((8, 16), (4, 2), (8, 4)):
        model.add(tfl.Conv2D(filters=filters, kernel_size=kernel, strides=1, padding="same"))
        model.add(tfl.Activation(tf.nn.relu))
        model.add(tfl.MaxPooling2D(pool_size=window, strides=window, padding="same"))
    model.add(tfl.Flatten())
    model.add(tfl.Dense(6))
    model.add(tfl.Activation("softmax"))
    inputs = tf.keras.Input(shape=input_shape)
    return tf.keras.Model(inputs, model(inputs))
