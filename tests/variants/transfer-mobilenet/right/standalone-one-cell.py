# standalone
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras.layers import Dense, Dropout, GlobalAveragePooling2D, RandomFlip, RandomRotation

IMG_SIZE = (160, 160)
WEIGHTS = "imagenet_base_model/without_top_mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_160_no_top.h5"
preprocess_input = keras.applications.mobilenet_v2.preprocess_input


def data_augmenter():
    return keras.models.Sequential([RandomFlip(mode="horizontal"), RandomRotation(factor=0.2)])


def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    shape = image_shape + (3,)
    base_model = keras.applications.MobileNetV2(input_shape=shape, include_top=False, weights=WEIGHTS)
    base_model.trainable = False
    inputs = keras.layers.Input(shape)
    x = base_model(preprocess_input(data_augmentation(inputs)), training=False)
    return keras.Model(inputs, Dense(1)(Dropout(0.2)(GlobalAveragePooling2D()(x))))


data_augmentation = data_augmenter()
model2 = alpaca_model(IMG_SIZE, data_augmentation)
base_learning_rate = 0.001
base_model = next(layer for layer in model2.layers if layer.name.startswith("mobilenet"))
base_model.trainable = True
fine_tune_at = 120
for layer in base_model.layers[:fine_tune_at]:
    layer.trainable = False
loss_function = keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = keras.optimizers.Adam(0.1 * base_learning_rate)
metrics = ["accuracy"]
model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)
