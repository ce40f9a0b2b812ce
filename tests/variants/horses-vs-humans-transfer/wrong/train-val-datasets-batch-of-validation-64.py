# breaks: train_val_datasets
# because: The batches of validation are of 64.
# GRADED FUNCTION: train_val_datasets
def train_val_datasets():
    training_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=TRAIN_DIR,
        batch_size=32,
        image_size=(150, 150),
        label_mode='binary',
        shuffle=True,
        seed=7
    )

    validation_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=VALIDATION_DIR,
        batch_size=64,
        image_size=(150, 150),
        label_mode='binary',
        shuffle=True,
        seed=7
    )
    return training_dataset, validation_dataset
