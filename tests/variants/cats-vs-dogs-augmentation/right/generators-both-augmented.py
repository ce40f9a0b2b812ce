# behind: standard-2022.py
def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
  datagen = ImageDataGenerator(rescale=1./255, rotation_range=40, zoom_range=0.2, horizontal_flip=True)
  train_generator = datagen.flow_from_directory(directory=TRAINING_DIR, batch_size=64, class_mode='binary',
                                                target_size=(150, 150))
  validation_generator = datagen.flow_from_directory(directory=VALIDATION_DIR, batch_size=100, class_mode='binary',
                                                     target_size=(150, 150))
  return train_generator, validation_generator
