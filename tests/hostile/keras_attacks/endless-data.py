"""A data set that is repeated without end and never yields anything."""

# loses: happyModel=50 timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf


def happyModel():
    return next(iter(tf.data.Dataset.range(10).repeat().filter(lambda n: n > 10)))
