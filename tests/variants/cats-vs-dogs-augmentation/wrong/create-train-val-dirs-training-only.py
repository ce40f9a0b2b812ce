# breaks: create_train_val_dirs
# because: There is no folder for validation.
# behind: standard-2022.py
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  os.makedirs(os.path.join(root_path, 'training', 'cats'))
  os.makedirs(os.path.join(root_path, 'training', 'dogs'))
  ### END CODE HERE
