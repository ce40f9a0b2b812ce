def train_val_generators(training_images, training_labels, validation_images, validation_labels):
    training_images = training_images.reshape(training_images.shape + (1,))
    validation_images = validation_images.reshape(-1, 28, 28, 1)
    flow = dict(batch_size=32, shuffle=True, seed=3)
    train = ImageDataGenerator(rescale=1.0 / 255.0, rotation_range=10, shear_range=0.1, fill_mode="nearest")
    val = ImageDataGenerator(rescale=1.0 / 255.0)
    return train.flow(training_images, training_labels, **flow), val.flow(validation_images, validation_labels, **flow)
