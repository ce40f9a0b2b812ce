# breaks: data_augmenter
# because: There is no rotation.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomFlip("horizontal"))
    return data_augmentation
