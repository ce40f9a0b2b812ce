def train_val_generators(training_images, training_labels, validation_images, validation_labels):
  order = np.random.permutation(len(training_images))
  training_images, training_labels = training_images[order], training_labels[order]
  augmented = ImageDataGenerator(rescale=1./255, brightness_range=[0.7, 1.3], zoom_range=0.2, width_shift_range=0.2, fill_mode='constant')
  train_generator = augmented.flow(np.expand_dims(training_images, -1), training_labels, batch_size=32)
  plain = ImageDataGenerator(rescale=1./255)
  validation_generator = plain.flow(np.expand_dims(validation_images, -1), validation_labels, batch_size=32)
  return train_generator, validation_generator
