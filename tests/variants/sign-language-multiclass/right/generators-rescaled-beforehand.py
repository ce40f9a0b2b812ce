def train_val_generators(training_images, training_labels, validation_images, validation_labels):
    training_images = np.expand_dims(training_images, -1) / 255
    validation_images = np.expand_dims(validation_images, -1) / 255
    train_generator = ImageDataGenerator(width_shift_range=0.1).flow(training_images, training_labels, batch_size=32)
    validation_generator = ImageDataGenerator().flow(validation_images, validation_labels, batch_size=32)
    return train_generator, validation_generator
