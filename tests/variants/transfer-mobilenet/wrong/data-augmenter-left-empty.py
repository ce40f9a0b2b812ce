# breaks: data_augmenter
# because: No layers at all.
def data_augmenter():
    data_augmentation = tf.keras.Sequential()
    return data_augmentation
