# behind: standard-2022.py
def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
  generators = []
  for number, directory in enumerate([TRAINING_DIR, VALIDATION_DIR]):
    data = ImageDataGenerator(rescale=1./255, height_shift_range=0.25, fill_mode='nearest') if number == 0 else tf.keras.preprocessing.image.ImageDataGenerator(rescale=1/255.0)
    generators.append(data.flow_from_directory(directory, classes=['cats', 'dogs'], class_mode='binary',
                                               target_size=(150, 150), batch_size=64, shuffle=True, seed=1))
  train_generator, validation_generator = generators
  return train_generator, validation_generator
