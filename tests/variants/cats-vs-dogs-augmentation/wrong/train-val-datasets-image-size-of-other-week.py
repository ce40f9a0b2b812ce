# breaks: train_val_datasets
# because: Images have the size of the other week's assignment.
# GRADED FUNCTION: train_val_datasets

def train_val_datasets():
    ### START CODE HERE ###
    training_dataset, validation_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=DATA_DIR,
        image_size=(150, 150),
        batch_size=128,
        label_mode='binary',
        validation_split=0.15,
        subset='both',
        seed=42
    )
    ### END CODE HERE ###

    return training_dataset, validation_dataset
