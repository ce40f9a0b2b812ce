# behind: standard-2022.py
def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
  train_generator = ImageDataGenerator(rescale=1./255, horizontal_flip=True).flow_from_directory(
      TRAINING_DIR, target_size=(150, 150), class_mode='binary')
  validation_generator = ImageDataGenerator(rescale=1/255).flow_from_directory(
      VALIDATION_DIR, target_size=(150, 150), class_mode='binary')
  return train_generator, validation_generator
