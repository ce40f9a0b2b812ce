def train_val_datasets():
    return tf.keras.utils.image_dataset_from_directory(
        './PetImages/', labels='inferred', label_mode='binary', color_mode='rgb', batch_size=128,
        image_size=(150, 150), shuffle=True, seed=1, validation_split=.1, subset='both', interpolation='bilinear')
