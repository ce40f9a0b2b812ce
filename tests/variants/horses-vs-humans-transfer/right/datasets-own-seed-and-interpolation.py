def train_val_datasets():
    arguments = dict(label_mode="binary", color_mode="rgb", batch_size=32, image_size=(150, 150), seed=1234,
                     interpolation="nearest")
    val = tf.keras.utils.image_dataset_from_directory(VALIDATION_DIR, **arguments)
    train = tf.keras.utils.image_dataset_from_directory(TRAIN_DIR, **arguments)
    return train, val
