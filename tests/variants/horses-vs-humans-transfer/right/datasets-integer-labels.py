def train_val_datasets():
    settings = {"batch_size": 32, "image_size": (150, 150), "shuffle": True, "seed": 7}
    training_dataset = tf.keras.utils.image_dataset_from_directory(directory=TRAIN_DIR, **settings)
    validation_dataset = tf.keras.utils.image_dataset_from_directory(directory=VALIDATION_DIR, **settings)
    return training_dataset, validation_dataset
