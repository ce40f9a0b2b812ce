# breaks: create_train_val_dirs
# because: There are no folders for the classes.
# behind: standard-2022.py
# explained by: create_train_val_dirs__no_classes
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  os.makedirs(os.path.join(root_path, 'training'))
  os.makedirs(os.path.join(root_path, 'validation'))
  ### END CODE HERE
