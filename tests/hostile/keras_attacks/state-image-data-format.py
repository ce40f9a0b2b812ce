"""Sets the order of axes for every layer after it to that of another library."""

# The layers are right, the axes are not.
# loses: happyModel=40 failed/error
import tensorflow as tf

_right = happyModel


def happyModel():
    tf.keras.backend.set_image_data_format("channels_first")
    return _right()
