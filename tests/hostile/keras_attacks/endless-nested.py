"""Models in models in models, each of them twice."""

# loses: happyModel=50 timeout/error
# options: --timeout 2 --memory 1500
import tensorflow as tf
import tensorflow.keras.layers as tfl


def happyModel():
    inner = tfl.ReLU()
    for _ in range(40):
        start = tf.keras.Input((64, 64, 3))
        inner = tf.keras.Model(start, inner(inner(start)))
    return inner
