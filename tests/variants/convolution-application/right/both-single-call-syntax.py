from tensorflow.keras import Model, Sequential
from tensorflow.keras.layers import BatchNormalization, Conv2D, Dense, Flatten, Input, MaxPool2D, ReLU, ZeroPadding2D

happyModel = lambda: Sequential([
    Input((64, 64, 3)), ZeroPadding2D(3), Conv2D(32, 7), BatchNormalization(), ReLU(), MaxPool2D(), Flatten(),
    Dense(1, "sigmoid"),
])


def convolutional_model(input_shape):
    i = Input(input_shape)
    a = MaxPool2D(8, padding="same")(Conv2D(8, 4, padding="same", activation="relu")(i))
    b = MaxPool2D(4, padding="same")(Conv2D(16, 2, padding="same", activation="relu")(a))
    return Model(i, Dense(6, "softmax")(Flatten()(b)))
