def data_augmenter():
    augment = tf.keras.models.Sequential()
    for layer in (
        tf.keras.layers.experimental.preprocessing.RandomFlip(mode="horizontal"),
        tf.keras.layers.experimental.preprocessing.RandomRotation(factor=0.2),
    ):
        augment.add(layer)
    return augment
