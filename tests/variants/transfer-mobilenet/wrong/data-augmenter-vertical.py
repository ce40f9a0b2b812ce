# breaks: data_augmenter
# because: Flips upside down.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomFlip("vertical"))
    data_augmentation.add(RandomRotation(0.2))
    return data_augmentation
