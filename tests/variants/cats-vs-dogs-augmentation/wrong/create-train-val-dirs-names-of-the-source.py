# breaks: create_train_val_dirs
# because: The classes are called as in the source.
# behind: standard-2022.py
# explained by: create_train_val_dirs__names_of_the_source
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  os.makedirs(os.path.join(root_path, 'training', 'Cat'))
  os.makedirs(os.path.join(root_path, 'training', 'Dog'))
  os.makedirs(os.path.join(root_path, 'validation', 'Cat'))
  os.makedirs(os.path.join(root_path, 'validation', 'Dog'))
  ### END CODE HERE
