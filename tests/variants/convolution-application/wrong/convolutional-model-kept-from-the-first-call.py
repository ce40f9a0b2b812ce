# breaks: convolutional_model
# because: The model of the first call is returned for every shape.
def convolutional_model(input_shape, made=[]):
    if not made:
        inputs = tf.keras.Input(shape=input_shape)
        x = tfl.MaxPool2D(8, padding="same")(tfl.ReLU()(tfl.Conv2D(8, 4, padding="same")(inputs)))
        x = tfl.MaxPool2D(4, padding="same")(tfl.ReLU()(tfl.Conv2D(16, 2, padding="same")(x)))
        made.append(tf.keras.Model(inputs, tfl.Dense(6, activation="softmax")(tfl.Flatten()(x))))
    return made[0]
