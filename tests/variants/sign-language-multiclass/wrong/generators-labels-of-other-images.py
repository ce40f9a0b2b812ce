# breaks: train_val_generators
def train_val_generators(training_images, training_labels, validation_images, validation_labels):
  training_images = training_images.reshape(training_images.shape + (1,))
  validation_images = validation_images.reshape(validation_images.shape + (1,))
  order = np.random.permutation(len(training_images))
  train_datagen = ImageDataGenerator(rescale=1./255, rotation_range=10)
  train_generator = train_datagen.flow(training_images[order], training_labels, batch_size=32)
  validation_generator = ImageDataGenerator(rescale=1./255).flow(validation_images, validation_labels, batch_size=32)
  return train_generator, validation_generator
