def train_val_datasets():
    return tf.keras.utils.image_dataset_from_directory(
        './PetImages/', labels='inferred', label_mode='binary', color_mode='rgb', batch_size=128,
        image_size=(120, 120), shuffle=True, seed=1, validation_split=.15, subset='both', interpolation='bilinear')
