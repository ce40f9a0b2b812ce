def data_augmenter():
    return tf.keras.Sequential([tfl.RandomFlip("horizontal"), tfl.RandomRotation(0.2)])
