# behind: standard-2022.py
def create_train_val_dirs(root_path):
  for path in ('training/cats', 'training/dogs', 'validation/cats', 'validation/dogs'):
    tf.io.gfile.makedirs(os.path.join(root_path, path))
