# breaks: create_train_val_dirs
# because: The path is the notebook's, whatever the argument.
# behind: standard-2022.py
# GRADED FUNCTION: create_train_val_dirs
def create_train_val_dirs(root_path):
  ### START CODE HERE
  os.makedirs(os.path.join('/tmp/cats-v-dogs', 'training', 'cats'))
  os.makedirs(os.path.join('/tmp/cats-v-dogs', 'training', 'dogs'))
  os.makedirs(os.path.join('/tmp/cats-v-dogs', 'validation', 'cats'))
  os.makedirs(os.path.join('/tmp/cats-v-dogs', 'validation', 'dogs'))
  ### END CODE HERE
