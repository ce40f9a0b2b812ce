# standalone
import keras
from keras import layers


def happyModel():
    return keras.Sequential([
        keras.Input(shape=(64, 64, 3)),
        layers.ZeroPadding2D(padding=(3, 3)),
        layers.Conv2D(32, (7, 7)),
        layers.BatchNormalization(axis=3),
        layers.ReLU(),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(1, activation="sigmoid"),
    ])


def convolutional_model(input_shape):
    inputs = keras.Input(shape=input_shape)
    x = layers.Conv2D(8, (4, 4), padding="same")(inputs)
    x = layers.Activation("relu")(x)
    x = layers.MaxPooling2D((8, 8), padding="same")(x)
    x = layers.Conv2D(16, (2, 2), padding="same")(x)
    x = layers.Activation("relu")(x)
    x = layers.MaxPooling2D((4, 4), padding="same")(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(6, activation="softmax")(x))
