# breaks: train_val_datasets
# because: Reads the folder above: the classes are train and validation.
# GRADED FUNCTION: train_val_datasets
def train_val_datasets():
    training_dataset = tf.keras.utils.image_dataset_from_directory(
        directory='./data/',
        batch_size=32,
        image_size=(150, 150),
        label_mode='binary',
        shuffle=True,
        seed=7
    )

    validation_dataset = tf.keras.utils.image_dataset_from_directory(
        directory='./data/',
        batch_size=32,
        image_size=(150, 150),
        label_mode='binary',
        shuffle=True,
        seed=7
    )
    return training_dataset, validation_dataset
