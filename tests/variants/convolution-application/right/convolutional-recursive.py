def _grow(tensor, stages):
    if not stages:
        return tensor
    (n, k, p), *rest = stages
    tensor = tfl.Conv2D(filters=n, kernel_size=(k, k), padding="same", activation=tf.nn.relu)(tensor)
    return _grow(tfl.MaxPool2D(pool_size=(p, p), padding="same")(tensor), rest)


def convolutional_model(input_shape):
    start = tf.keras.Input(input_shape)
    flat = tfl.Flatten()(_grow(start, [(8, 4, 8), (16, 2, 4)]))
    return tf.keras.Model(start, tfl.Dense(6, "softmax")(flat))
