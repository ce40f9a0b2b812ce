from tensorflow.keras import Input, Model
from tensorflow.keras.applications.mobilenet_v2 import MobileNetV2
from tensorflow.keras.applications.mobilenet_v2 import preprocess_input as to_network_range
from tensorflow.keras.layers import Dense, Dropout, GlobalAveragePooling2D


# %%
def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    shape = tuple(list(image_shape) + [3])
    network = MobileNetV2(shape, include_top=False, weights="imagenet")
    network.trainable = False
    photo = Input(shape)
    hidden = to_network_range(data_augmentation(photo))
    hidden = GlobalAveragePooling2D()(network(hidden, training=False))
    score = Dense(1, activation="linear")(Dropout(0.2)(hidden))
    return Model(photo, score)
