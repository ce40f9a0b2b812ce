# breaks: data_augmenter
# because: Rotates in one direction only.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomFlip("horizontal"))
    data_augmentation.add(RandomRotation((0.0, 0.2)))
    return data_augmentation
