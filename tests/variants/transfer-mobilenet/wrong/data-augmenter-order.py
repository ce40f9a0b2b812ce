# breaks: data_augmenter
# because: Rotates before it flips.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomRotation(0.2))
    data_augmentation.add(RandomFlip("horizontal"))
    return data_augmentation
