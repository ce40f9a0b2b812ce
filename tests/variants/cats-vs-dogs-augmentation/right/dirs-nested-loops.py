# behind: standard-2022.py
def create_train_val_dirs(root_path):
  for part in ['training', 'validation']:
    for kind in ['cats', 'dogs']:
      os.makedirs(os.path.join(root_path, part, kind), exist_ok=True)
