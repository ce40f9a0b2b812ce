"""Makes variables until there is no memory, and goes on when there is none."""

# loses: happyModel=50 error/timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf

kept = []


def happyModel():
    while True:
        try:
            kept.append(tf.Variable(tf.random.normal((2**23,))))
        except Exception:
            continue
