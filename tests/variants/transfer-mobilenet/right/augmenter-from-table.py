AUGMENTATIONS = {"RandomFlip": ("horizontal",), "RandomRotation": (1 / 5,)}


def data_augmenter():
    model = tf.keras.Sequential()
    for name, arguments in AUGMENTATIONS.items():
        model.add(getattr(tf.keras.layers, name)(*arguments))
    return model
