# breaks: create_train_val_dirs
# because: The folder for validation is called testing.
# behind: standard-2022.py
# explained by: create_train_val_dirs__testing
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  os.makedirs(os.path.join(root_path, 'training', 'cats'))
  os.makedirs(os.path.join(root_path, 'training', 'dogs'))
  os.makedirs(os.path.join(root_path, 'testing', 'cats'))
  os.makedirs(os.path.join(root_path, 'testing', 'dogs'))
  ### END CODE HERE
