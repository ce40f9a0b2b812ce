# breaks: create_train_val_dirs
# because: Validation has no folder for dogs.
# behind: standard-2022.py
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  os.makedirs(os.path.join(root_path, 'training', 'cats'))
  os.makedirs(os.path.join(root_path, 'training', 'dogs'))
  os.makedirs(os.path.join(root_path, 'validation', 'cats'))
  ### END CODE HERE
