def create_augmentation_model():
    augmentation_model = tf.keras.models.Sequential(name='augmentation')
    augmentation_model.add(tf.keras.Input((120, 120, 3)))
    augmentation_model.add(tf.keras.layers.RandomFlip("horizontal_and_vertical"))
    augmentation_model.add(tf.keras.layers.RandomRotation(0.05, fill_mode='nearest'))
    return augmentation_model
