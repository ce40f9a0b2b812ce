# breaks: convolutional_model
# because: The ReLU comes before the second convolution instead of after it.
def convolutional_model(input_shape):
    input_img = tf.keras.Input(shape=input_shape)
    Z1 = tfl.Conv2D(8, 4, padding="same")(input_img)
    P1 = tfl.MaxPool2D(8, padding="same")(tfl.ReLU()(Z1))
    Z2 = tfl.Conv2D(16, 2, padding="same")(tfl.ReLU()(P1))
    P2 = tfl.MaxPool2D(4, padding="same")(Z2)
    return tf.keras.Model(input_img, tfl.Dense(6, activation="softmax")(tfl.Flatten()(P2)))
