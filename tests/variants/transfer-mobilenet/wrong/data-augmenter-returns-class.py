# breaks: data_augmenter
# because: Returns the class Sequential.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomFlip("horizontal"))
    data_augmentation.add(RandomRotation(0.2))
    return tf.keras.Sequential
