# breaks: split_data
# because: Nothing is copied for validation.
# behind: standard-2022.py
# explained by: split_data__training_only
# GRADED FUNCTION: split_data
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  ### START CODE HERE
  files = []
  for name in os.listdir(SOURCE_DIR):
    if os.path.getsize(os.path.join(SOURCE_DIR, name)) > 0:
      files.append(name)
    else:
      print(name + " is zero length, so ignoring.")

  training_length = int(len(files) * SPLIT_SIZE)
  shuffled = random.sample(files, len(files))
  training_files = shuffled[:training_length]
  validation_files = shuffled[training_length:]

  for name in training_files:
    copyfile(os.path.join(SOURCE_DIR, name), os.path.join(TRAINING_DIR, name))
  ### END CODE HERE
