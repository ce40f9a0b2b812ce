def train_val_datasets():
    height = width = 150
    train, val = tf.keras.utils.image_dataset_from_directory(
        DATA_DIR, image_size=(height, width), label_mode='binary', validation_split=1 / 10, subset='both', seed=99)
    return train.cache().shuffle(4).prefetch(1), val.cache()
