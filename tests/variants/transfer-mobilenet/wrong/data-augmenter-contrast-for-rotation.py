# breaks: data_augmenter
# because: Changes the contrast instead of rotating.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomFlip("horizontal"))
    data_augmentation.add(tfl.RandomContrast(0.2))
    return data_augmentation
