from functools import reduce


def happyModel():
    start = tf.keras.layers.Input(shape=(64, 64, 3))
    steps = (
        tfl.ZeroPadding2D(padding=3),
        tfl.Convolution2D(32, 7, strides=(1, 1), padding="valid"),
        tfl.BatchNormalization(axis=3),
        tfl.Activation(tf.keras.activations.relu),
        tfl.MaxPool2D(pool_size=(2, 2), strides=(2, 2)),
        tfl.Flatten(),
        tfl.Dense(units=1, activation="sigmoid"),
    )
    end = reduce(lambda tensor, layer: layer(tensor), steps, start)
    return tf.keras.Model(inputs=[start], outputs=[end])
