# breaks: data_augmenter
# because: Rotates by up to 0.1.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomFlip("horizontal"))
    data_augmentation.add(RandomRotation(0.1))
    return data_augmentation
