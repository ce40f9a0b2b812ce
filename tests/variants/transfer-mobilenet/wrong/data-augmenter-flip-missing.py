# breaks: data_augmenter
# because: There is no flip.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomRotation(0.2))
    return data_augmentation
