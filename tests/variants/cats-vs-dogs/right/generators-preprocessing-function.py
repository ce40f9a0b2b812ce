# behind: standard-2022.py
def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
  def scaled(image):
    return image / 255.0

  train_datagen = ImageDataGenerator(preprocessing_function=scaled)
  train_generator = train_datagen.flow_from_directory(TRAINING_DIR, (150, 150), batch_size=200, class_mode='binary')
  validation_datagen = ImageDataGenerator(preprocessing_function=scaled)
  validation_generator = validation_datagen.flow_from_directory(VALIDATION_DIR, (150, 150), batch_size=5,
                                                                class_mode='binary')
  return train_generator, validation_generator
