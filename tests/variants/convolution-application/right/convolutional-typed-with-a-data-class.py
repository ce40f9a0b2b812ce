from dataclasses import dataclass


@dataclass
class StageOfModel:
    filters: int
    kernel: int
    pool: int

    def __rrshift__(self, x):
        z = tfl.Conv2D(self.filters, (self.kernel,) * 2, padding="same")(x)
        return tfl.MaxPool2D((self.pool,) * 2, strides=(self.pool,) * 2, padding="same")(tf.keras.activations.relu(z))


def convolutional_model(input_shape: tuple) -> tf.keras.Model:
    first, second = StageOfModel(8, 4, 8), StageOfModel(filters=16, kernel=2, pool=4)
    image = tf.keras.Input(shape=input_shape)
    return tf.keras.Model(image, tfl.Dense(6, activation="softmax")(tfl.Flatten()(image >> first >> second)))
