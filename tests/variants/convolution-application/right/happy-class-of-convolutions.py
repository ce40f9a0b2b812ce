# A class of convolutions that only chooses the size of their kernels.
class Convolution(tfl.Conv2D):
    """A convolution of 7 by 7."""

    def __init__(self, filters, **options):
        options.setdefault("kernel_size", (7, 7))
        super().__init__(filters, **options)


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
