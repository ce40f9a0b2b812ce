# breaks: data_augmenter
# because: Moves the picture instead of rotating it.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomFlip("horizontal"))
    data_augmentation.add(tfl.RandomTranslation(0.2, 0.2))
    return data_augmentation
