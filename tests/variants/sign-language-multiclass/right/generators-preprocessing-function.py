def to_unit(image):
    return image / 255.0


def train_val_generators(training_images, training_labels, validation_images, validation_labels):
    images = [np.expand_dims(x, axis=-1) for x in (training_images, validation_images)]
    datagen = ImageDataGenerator(preprocessing_function=to_unit)
    return (datagen.flow(images[0], training_labels, batch_size=32),
            datagen.flow(images[1], validation_labels, batch_size=32))
