# breaks: create_train_val_dirs
# because: The notebook's root_dir is used, not the argument.
# behind: standard-2022.py
# explained by: create_train_val_dirs__global_root
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  os.makedirs(os.path.join(root_dir, 'training', 'cats'))
  os.makedirs(os.path.join(root_dir, 'training', 'dogs'))
  os.makedirs(os.path.join(root_dir, 'validation', 'cats'))
  os.makedirs(os.path.join(root_dir, 'validation', 'dogs'))
  ### END CODE HERE
