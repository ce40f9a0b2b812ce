def train_val_datasets():
    training_dataset, validation_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=DATA_DIR, image_size=(120, 120), batch_size=128, label_mode='binary',
        validation_split=0.15, subset='both', seed=42)
    training_dataset = training_dataset.prefetch(tf.data.AUTOTUNE)
    validation_dataset = validation_dataset.prefetch(tf.data.AUTOTUNE)
    return training_dataset, validation_dataset
