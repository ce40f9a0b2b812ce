def convolutional_model(input_shape):
    img = tf.keras.Input(shape=tuple(input_shape))
    a = tfl.Conv2D(8, (4, 4), padding="same", activation="relu")(img)
    p = tfl.MaxPool2D((8, 8), (8, 8), "same")(a)
    a = tfl.Conv2D(16, (2, 2), padding="same", activation="relu")(p)
    p = tfl.MaxPool2D((4, 4), (4, 4), "same")(a)
    model = tf.keras.Model(img, tfl.Dense(6, "softmax")(tfl.Flatten()(p)))
    return tf.keras.Model.from_config(model.get_config())
