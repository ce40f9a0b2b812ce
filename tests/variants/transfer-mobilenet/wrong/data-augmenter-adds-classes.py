# breaks: data_augmenter
# because: Adds the layer's class instead of a layer.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    data_augmentation.add(RandomFlip("horizontal"))
    data_augmentation.add(RandomRotation)
    return data_augmentation
