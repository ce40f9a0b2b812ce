"""A loop that TensorFlow runs in its own threads, without Python, for ever."""

# loses: happyModel=50 timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf


@tf.function
def turn(x):
    return tf.while_loop(lambda v: v > -1.0, lambda v: [v + 1e-9], [x])


def happyModel():
    turn(tf.constant(1.0))
