# standalone
import keras
from keras import layers, losses, optimizers
from keras.applications import mobilenet_v2

# %%
IMG_SIZE = (160, 160)
preprocess_input = mobilenet_v2.preprocess_input


# %%
def data_augmenter():
    return keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomRotation(0.2)])


# %%
data_augmentation = data_augmenter()


# %%
def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    base = mobilenet_v2.MobileNetV2(input_shape=image_shape + (3,), include_top=False, weights="imagenet")
    base.trainable = False
    inputs = keras.Input(shape=image_shape + (3,))
    x = data_augmentation(inputs)
    x = preprocess_input(x)
    x = base(x, training=False)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.2)(x)
    return keras.Model(inputs, layers.Dense(1)(x))


# %%
model2 = alpaca_model(IMG_SIZE, data_augmentation)

# %%
base_learning_rate = 0.001

# %%
base_model = next(layer for layer in model2.layers if isinstance(layer, keras.Model) and "mobilenet" in layer.name)
base_model.trainable = True
fine_tune_at = 120
for layer in base_model.layers[:fine_tune_at]:
    layer.trainable = False
loss_function = losses.BinaryCrossentropy(from_logits=True)
optimizer = optimizers.Adam(learning_rate=0.1 * base_learning_rate)
metrics = ["accuracy"]
model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)
