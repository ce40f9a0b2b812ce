# breaks: create_train_val_dirs
# because: The folder for training is called train.
# behind: standard-2022.py
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  os.makedirs(os.path.join(root_path, 'train', 'cats'))
  os.makedirs(os.path.join(root_path, 'train', 'dogs'))
  os.makedirs(os.path.join(root_path, 'validation', 'cats'))
  os.makedirs(os.path.join(root_path, 'validation', 'dogs'))
  ### END CODE HERE
