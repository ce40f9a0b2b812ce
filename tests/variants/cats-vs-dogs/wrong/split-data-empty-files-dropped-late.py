# breaks: split_data
# because: Empty files take part in the split, and are dropped while copying.
# behind: standard-2022.py
# GRADED FUNCTION: split_data
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  ### START CODE HERE
  files = os.listdir(SOURCE_DIR)
  training_length = int(len(files) * SPLIT_SIZE)
  shuffled = random.sample(files, len(files))
  for number, name in enumerate(shuffled):
    if os.path.getsize(os.path.join(SOURCE_DIR, name)) == 0:
      print(name + " is zero length, so ignoring.")
    elif number < training_length:
      copyfile(os.path.join(SOURCE_DIR, name), os.path.join(TRAINING_DIR, name))
    else:
      copyfile(os.path.join(SOURCE_DIR, name), os.path.join(VALIDATION_DIR, name))
  ### END CODE HERE
