data_augmenter = lambda: tf.keras.Sequential([RandomFlip("horizontal"), RandomRotation(.2)])
