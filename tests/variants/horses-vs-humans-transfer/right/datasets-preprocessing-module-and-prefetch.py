def train_val_datasets():
    train = tf.keras.preprocessing.image_dataset_from_directory(
        TRAIN_DIR, label_mode="binary", class_names=["horses", "humans"], image_size=[150, 150], batch_size=32
    )
    val = tf.keras.preprocessing.image_dataset_from_directory(
        VALIDATION_DIR, label_mode="binary", class_names=["horses", "humans"], image_size=[150, 150],
        batch_size=32, shuffle=False
    )
    return train.prefetch(tf.data.AUTOTUNE), val.prefetch(tf.data.AUTOTUNE)
