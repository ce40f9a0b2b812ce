# breaks: train_val_generators
# because: A part of the images for training is left out.
# behind: standard-2022.py
# GRADED FUNCTION: train_val_generators
def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
  ### START CODE HERE
  train_datagen = ImageDataGenerator(validation_split=0.3, rescale=1./255)

  train_generator = train_datagen.flow_from_directory(directory=TRAINING_DIR, subset='training',
                                                      batch_size=100,
                                                      class_mode='binary',
                                                      target_size=(150, 150))

  validation_datagen = ImageDataGenerator(rescale=1./255)

  validation_generator = validation_datagen.flow_from_directory(directory=VALIDATION_DIR,
                                                                batch_size=50,
                                                                class_mode='binary',
                                                                target_size=(150, 150))
  ### END CODE HERE
  return train_generator, validation_generator
