"""Fills the scratch folder by TensorFlow until it is stopped."""

# loses: happyModel=50 error/timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf

_right = happyModel


def happyModel():
    block = tf.constant(b"x" * 2**24)
    number = 0
    while True:
        tf.io.write_file(f"filled-{number}", block)
        number += 1
