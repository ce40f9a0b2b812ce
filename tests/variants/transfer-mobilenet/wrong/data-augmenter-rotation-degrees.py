# breaks: data_augmenter
# because: Takes the factor for degrees.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomFlip("horizontal"))
    data_augmentation.add(RandomRotation(20))
    return data_augmentation
