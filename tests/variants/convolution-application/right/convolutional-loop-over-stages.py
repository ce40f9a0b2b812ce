STAGES = [(8, 4, 8), (16, 2, 4)]


def convolutional_model(input_shape):
    image = tf.keras.Input(shape=input_shape)
    signal = image
    for n_filters, window, pool in STAGES:
        signal = tfl.Conv2D(n_filters, window, padding="same")(signal)
        signal = tfl.Activation("relu")(signal)
        signal = tfl.MaxPooling2D(pool, pool, padding="same")(signal)
    signal = tfl.Flatten()(signal)
    signal = tfl.Dense(6)(signal)
    return tf.keras.Model(image, tfl.Softmax()(signal))
