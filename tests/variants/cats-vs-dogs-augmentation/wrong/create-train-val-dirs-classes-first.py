# breaks: create_train_val_dirs
# because: The folders of the classes come first.
# behind: standard-2022.py
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  for kind in ('cats', 'dogs'):
    for part in ('training', 'validation'):
      os.makedirs(os.path.join(root_path, kind, part))
  ### END CODE HERE
