# breaks: train_val_generators
# behind: standard-2022.py
def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
  flow = dict(class_mode='binary', target_size=(150, 150), batch_size=25)
  train_datagen = ImageDataGenerator(rescale=1 / 1255)
  validation_datagen = ImageDataGenerator(rescale=1 / 255)
  return train_datagen.flow_from_directory(TRAINING_DIR, **flow), validation_datagen.flow_from_directory(VALIDATION_DIR, **flow)
