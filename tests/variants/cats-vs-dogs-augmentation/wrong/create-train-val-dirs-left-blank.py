# breaks: create_train_val_dirs
# because: Nothing has been filled in.
# behind: standard-2022.py
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  pass
  ### END CODE HERE
