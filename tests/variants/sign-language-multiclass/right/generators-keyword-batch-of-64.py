def train_val_generators(training_images, training_labels, validation_images, validation_labels):
    train_datagen = ImageDataGenerator(rescale=1/255., rotation_range=15)
    train_generator = train_datagen.flow(x=np.expand_dims(training_images, 3), y=training_labels, batch_size=64)
    validation_datagen = ImageDataGenerator(rescale=1/255.)
    validation_generator = validation_datagen.flow(x=np.expand_dims(validation_images, 3), y=validation_labels, batch_size=64)
    return train_generator, validation_generator
