# breaks: data_augmenter
# because: Fills the corners with black instead of a reflection.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomFlip("horizontal"))
    data_augmentation.add(RandomRotation(0.2, fill_mode="constant"))
    return data_augmentation
