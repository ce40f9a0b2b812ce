# breaks: train_val_generators
# because: Nothing has been filled in.
# behind: standard-2022.py
# GRADED FUNCTION: train_val_generators
def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
  ### START CODE HERE
  train_generator, validation_generator = None, None
  ### END CODE HERE
  return train_generator, validation_generator
