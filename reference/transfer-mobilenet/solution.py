"""Right solutions of the graded functions, and of the cell that prepares fine-tuning."""

import tensorflow as tf
import tensorflow.keras.layers as tfl

IMG_SIZE = (160, 160)
base_learning_rate = 0.001
first_trained_layer = 120
preprocess_input = tf.keras.applications.mobilenet_v2.preprocess_input


def data_augmenter():
    """Return the model that flips images from left to right and rotates them, at random."""
    return tf.keras.Sequential([tfl.RandomFlip("horizontal"), tfl.RandomRotation(0.2)])


def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    """Return a binary classifier on top of a frozen MobileNetV2."""
    input_shape = (*image_shape, 3)
    base = tf.keras.applications.MobileNetV2(input_shape=input_shape, include_top=False, weights="imagenet")
    base.trainable = False
    inputs = tf.keras.Input(shape=input_shape)
    x = base(preprocess_input(data_augmentation(inputs)), training=False)
    x = tfl.Dropout(0.2)(tfl.GlobalAveragePooling2D()(x))
    return tf.keras.Model(inputs, tfl.Dense(1)(x))


# %%
base_model = max(model2.layers, key=lambda layer: len(getattr(layer, "layers", [])))
base_model.trainable = True
for layer in base_model.layers[:first_trained_layer]:
    layer.trainable = False
loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam(learning_rate=0.1 * base_learning_rate)
metrics = ["accuracy"]
