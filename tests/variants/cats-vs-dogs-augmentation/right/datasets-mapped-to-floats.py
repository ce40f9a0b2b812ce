def train_val_datasets():
    training_dataset, validation_dataset = tf.keras.utils.image_dataset_from_directory(
        directory=os.path.join('.', 'PetImages'), image_size=[120, 120], batch_size=20, label_mode='binary',
        validation_split=0.15, subset='both', seed=3)
    as_floats = lambda images, labels: (tf.cast(images, tf.float32), tf.cast(labels, tf.float32))
    return training_dataset.map(as_floats), validation_dataset.map(as_floats)
