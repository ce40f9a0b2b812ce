# breaks: convolutional_model
# because: Pools before each ReLU.
def convolutional_model(input_shape):
    input_img = tf.keras.Input(shape=input_shape)
    x = tfl.Conv2D(8, 4, padding="same")(input_img)
    x = tfl.ReLU()(tfl.MaxPool2D(8, padding="same")(x))
    x = tfl.Conv2D(16, 2, padding="same")(x)
    x = tfl.ReLU()(tfl.MaxPool2D(4, padding="same")(x))
    return tf.keras.Model(input_img, tfl.Dense(6, activation="softmax")(tfl.Flatten()(x)))
