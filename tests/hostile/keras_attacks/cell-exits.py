"""Leaves in a default argument, and ends the process in the cell that sets training up."""
# assignment: transfer-mobilenet
# The definition fails like any other, and the right one before it still counts.
# loses: fine_tuning=20 error
import os
import sys

import tensorflow as tf

_right = alpaca_model


def leave():
    sys.exit(0)


def alpaca_model(image_shape=IMG_SIZE, data_augmentation=leave()):
    return _right(image_shape, data_augmentation)


# %%
base_model = model2.layers[4]
fine_tune_at = 120
os._exit(0)
loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam(learning_rate=0.0001)
metrics = ["accuracy"]
model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)
