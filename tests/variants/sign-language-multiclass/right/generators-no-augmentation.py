def train_val_generators(training_images, training_labels, validation_images, validation_labels):
    datagen = ImageDataGenerator(rescale=1 / 255)
    training = datagen.flow(training_images[..., np.newaxis], training_labels, batch_size=32)
    validation = datagen.flow(validation_images[..., np.newaxis], validation_labels, batch_size=32)
    return training, validation
