def create_augmentation_model():
    image = tf.keras.Input(shape=(120, 120, 3))
    x = tf.keras.layers.RandomZoom((-0.2, 0.1))(image)
    x = tf.keras.layers.RandomTranslation(0.1, 0.2, fill_mode='reflect')(x)
    x = tf.keras.layers.RandomFlip('horizontal')(x)
    return tf.keras.Model(image, x)
