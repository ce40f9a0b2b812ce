def train_val_generators(training_images, training_labels, validation_images, validation_labels):
    training_images = np.expand_dims(training_images, axis=3)
    validation_images = tf.expand_dims(validation_images, -1).numpy()
    train_datagen = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1./255, horizontal_flip=True, zoom_range=[0.9, 1.1])
    validation_datagen = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1./255)
    train_generator = train_datagen.flow(training_images, training_labels, 32)
    validation_generator = validation_datagen.flow(validation_images, validation_labels, 32, shuffle=False)
    return train_generator, validation_generator
