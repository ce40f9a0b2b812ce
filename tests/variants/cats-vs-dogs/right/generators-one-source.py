# behind: standard-2022.py
def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
  datagen = ImageDataGenerator(rescale=1./255)
  settings = dict(target_size=(150, 150), class_mode='binary', batch_size=32)
  return datagen.flow_from_directory(TRAINING_DIR, **settings), datagen.flow_from_directory(VALIDATION_DIR, **settings)
