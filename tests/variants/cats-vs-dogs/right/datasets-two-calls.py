def train_val_datasets():
    training_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=DATA_DIR,
        image_size=(150, 150),
        batch_size=128,
        label_mode='binary',
        validation_split=0.1,
        subset='training',
        seed=7
    )
    validation_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=DATA_DIR,
        image_size=(150, 150),
        batch_size=128,
        label_mode='binary',
        validation_split=0.1,
        subset='validation',
        seed=7
    )
    return training_dataset, validation_dataset
