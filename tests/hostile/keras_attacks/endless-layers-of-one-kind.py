"""A Sequential that says of itself that it has one layer a hundred thousand times."""

# loses: happyModel=50 error/timeout
# options: --timeout 2 --memory 1500
import tensorflow as tf

_right = happyModel


def happyModel():
    model = _right()
    relu = model.layers[3]
    type("Long", (), {})
    long = type("Sequential", (tf.keras.Sequential,), {"layers": property(lambda self: [relu] * 100_000)})
    return long([tf.keras.Input((64, 64, 3)), relu])
