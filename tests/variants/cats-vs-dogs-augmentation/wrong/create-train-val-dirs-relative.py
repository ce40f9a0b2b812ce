# breaks: create_train_val_dirs
# because: The folders are made where the notebook runs.
# behind: standard-2022.py
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  os.makedirs(os.path.join('training', 'cats'))
  os.makedirs(os.path.join('training', 'dogs'))
  os.makedirs(os.path.join('validation', 'cats'))
  os.makedirs(os.path.join('validation', 'dogs'))
  ### END CODE HERE
