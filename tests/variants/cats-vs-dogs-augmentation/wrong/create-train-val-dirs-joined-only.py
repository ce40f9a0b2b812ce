# breaks: create_train_val_dirs
# because: The paths are joined, but nothing is made.
# behind: standard-2022.py
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  os.path.join(root_path, 'training', 'cats')
  ### END CODE HERE
