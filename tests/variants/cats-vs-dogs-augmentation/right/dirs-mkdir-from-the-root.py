# behind: standard-2022.py
def create_train_val_dirs(root_path):
  os.mkdir(root_path)
  train_dir = os.path.join(root_path, 'training')
  validation_dir = os.path.join(root_path, 'validation')
  os.mkdir(train_dir)
  os.mkdir(validation_dir)
  os.mkdir(os.path.join(train_dir, 'cats'))
  os.mkdir(os.path.join(train_dir, 'dogs'))
  os.mkdir(os.path.join(validation_dir, 'cats'))
  os.mkdir(os.path.join(validation_dir, 'dogs'))
  print('Directories created')
  return None
