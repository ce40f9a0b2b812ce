# breaks: create_train_val_dirs
# because: mkdir makes no parents.
# behind: standard-2022.py
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  os.mkdir(os.path.join(root_path, 'training', 'cats'))
  os.mkdir(os.path.join(root_path, 'training', 'dogs'))
  os.mkdir(os.path.join(root_path, 'validation', 'cats'))
  os.mkdir(os.path.join(root_path, 'validation', 'dogs'))
  ### END CODE HERE
