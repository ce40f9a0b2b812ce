# breaks: data_augmenter
# because: Flips both ways, which is the default.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomFlip())
    data_augmentation.add(RandomRotation(0.2))
    return data_augmentation
