def convolutional_model(input_shape):
    input_img = tf.keras.Input(shape=input_shape)
    Z1 = tfl.Conv2D(filters=8.0, kernel_size=4, strides=(1, 1), padding="same")(input_img)
    P1 = tfl.MaxPool2D(8, padding="same")(tfl.ReLU()(Z1))
    Z2 = tfl.Conv2D(filters=16.0, kernel_size=2, strides=(1, 1), padding="same")(P1)
    P2 = tfl.MaxPool2D(4, padding="same")(tfl.ReLU()(Z2))
    outputs = tfl.Dense(units=6, activation="softmax")(tfl.Flatten()(P2))
    return tf.keras.Model(inputs=input_img, outputs=outputs)
