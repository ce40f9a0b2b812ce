# breaks: data_augmenter
# because: Rescales as well.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(tfl.Rescaling(1.0 / 255))
    data_augmentation.add(RandomFlip("horizontal"))
    data_augmentation.add(RandomRotation(0.2))
    return data_augmentation
