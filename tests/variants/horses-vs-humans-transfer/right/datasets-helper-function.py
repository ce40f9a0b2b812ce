def images_of(folder):
    return tf.keras.utils.image_dataset_from_directory(
        folder, label_mode="binary", batch_size=32, image_size=(150, 150), seed=7
    )


def train_val_datasets():
    return images_of(TRAIN_DIR), images_of(VALIDATION_DIR)
