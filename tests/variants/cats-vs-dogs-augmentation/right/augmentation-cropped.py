def create_augmentation_model():
    return tf.keras.Sequential([
        tf.keras.Input(shape=(120, 120, 3)),
        tf.keras.layers.RandomFlip('horizontal'),
        tf.keras.layers.RandomCrop(100, 100),
    ])
