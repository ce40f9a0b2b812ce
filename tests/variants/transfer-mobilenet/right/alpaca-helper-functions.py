def frozen_base(shape):
    base = tf.keras.applications.MobileNetV2(input_shape=shape, include_top=False, weights="imagenet")
    base.trainable = False
    return lambda tensor: base(tensor, training=False)


def head(tensor):
    for layer in (tfl.GlobalAveragePooling2D(), tfl.Dropout(0.2), tfl.Dense(1)):
        tensor = layer(tensor)
    return tensor


def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    shape = image_shape + (3,)
    inputs = tf.keras.Input(shape)
    steps = [data_augmentation, preprocess_input, frozen_base(shape), head]
    tensor = inputs
    for step in steps:
        tensor = step(tensor)
    return tf.keras.Model(inputs, tensor)
