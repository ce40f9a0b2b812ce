# breaks: convolutional_model
# because: Rows and columns are exchanged before they are flattened.
def convolutional_model(input_shape):
    inputs = tf.keras.Input(shape=input_shape)
    x = tfl.MaxPool2D(8, padding="same")(tfl.ReLU()(tfl.Conv2D(8, 4, padding="same")(inputs)))
    x = tfl.MaxPool2D(4, padding="same")(tfl.ReLU()(tfl.Conv2D(16, 2, padding="same")(x)))
    x = tfl.Permute((2, 1, 3))(x)
    return tf.keras.Model(inputs, tfl.Dense(6, activation="softmax")(tfl.Flatten()(x)))
