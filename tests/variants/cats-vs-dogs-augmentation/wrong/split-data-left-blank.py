# breaks: split_data
# because: Nothing has been filled in.
# behind: standard-2022.py
# GRADED FUNCTION: split_data
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  ### START CODE HERE
  pass
  ### END CODE HERE
