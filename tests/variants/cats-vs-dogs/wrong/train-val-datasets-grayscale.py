# breaks: train_val_datasets
# because: Images have one channel.
# GRADED FUNCTION: train_val_datasets

def train_val_datasets():
    ### START CODE HERE ###
    training_dataset, validation_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=DATA_DIR,
        image_size=(150, 150),
        batch_size=128,
        label_mode='binary',
        color_mode='grayscale',
        validation_split=0.1,
        subset='both',
        seed=42
    )
    ### END CODE HERE ###

    return training_dataset, validation_dataset
