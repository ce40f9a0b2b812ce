"""Loads a library of operations that it has written itself: not one, then a file that is none."""
# loses: happyModel=50 error
import tensorflow as tf

_right = happyModel


def happyModel():
    with open("mine.so", "wb") as file:
        file.write(b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00" + bytes(10**5))
    tf.load_op_library("./mine.so")
    return _right()
