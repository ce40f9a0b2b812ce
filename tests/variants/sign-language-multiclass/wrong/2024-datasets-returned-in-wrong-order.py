# breaks: train_val_datasets
# because: Returned in the other order.
# behind: standard-2024.py
# GRADED FUNCTION: train_val_datasets
def train_val_datasets():
    train_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=TRAIN_DIR,
        batch_size=32,
        image_size=(28, 28),
        label_mode='categorical',
        color_mode = "grayscale",
    )

    validation_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=VALIDATION_DIR,
        batch_size=32,
        image_size=(28, 28),
        label_mode='categorical',
        color_mode = "grayscale",
    )

    return validation_dataset, train_dataset
