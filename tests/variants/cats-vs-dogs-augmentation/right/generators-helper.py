# behind: standard-2022.py
from tensorflow.keras.preprocessing import image

# %%
SIZE = (150, 150)

def flow(generator, folder, batch):
  return generator.flow_from_directory(directory=folder, target_size=SIZE, batch_size=batch, class_mode='binary',
                                       color_mode='rgb', interpolation='bilinear')

def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
  plain = image.ImageDataGenerator(rescale=1.0/255.)
  training = ImageDataGenerator(rescale=1./255, zoom_range=[0.8, 1.2], shear_range=0.1)
  return (flow(training, TRAINING_DIR, 10), flow(plain, VALIDATION_DIR, 5))
