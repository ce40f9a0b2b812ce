# breaks: happyModel
# because: The class gives each convolution an activation: one relu before the normalization, and one after it.
class Convolution(tfl.Conv2D):
    """A convolution of 7 by 7."""

    def __init__(self, filters, **options):
        super().__init__(filters, (7, 7), activation="relu", **options)


def happyModel():
    return tf.keras.Sequential([
        tf.keras.Input(shape=(64, 64, 3)),
        tfl.ZeroPadding2D(3),
        Convolution(32),
        tfl.BatchNormalization(axis=3),
        tfl.ReLU(),
        tfl.MaxPool2D(),
        tfl.Flatten(),
        tfl.Dense(1, "sigmoid"),
    ])
