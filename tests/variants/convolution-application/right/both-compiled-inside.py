# standalone
import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import *
from tensorflow.keras.models import *
from cnn_utils import *
from test_utils import summary, comparator


def happyModel():
    model = Sequential([
        ZeroPadding2D((3, 3), input_shape=(64, 64, 3)),
        Conv2D(32, (7, 7)),
        BatchNormalization(axis=3),
        ReLU(),
        MaxPooling2D((2, 2)),
        Flatten(),
        Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


def convolutional_model(input_shape):
    entry = Input(input_shape)
    hidden = Conv2D(8, (4, 4), padding="same")(entry)
    hidden = ReLU()(hidden)
    hidden = MaxPooling2D((8, 8), (8, 8), "same")(hidden)
    hidden = Conv2D(16, (2, 2), padding="same")(hidden)
    hidden = ReLU()(hidden)
    hidden = MaxPooling2D((4, 4), (4, 4), "same")(hidden)
    hidden = Flatten()(hidden)
    model = Model(inputs=entry, outputs=Dense(6, activation="softmax")(hidden))
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
