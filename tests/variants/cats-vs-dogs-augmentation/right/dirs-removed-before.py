# behind: standard-2022.py
def create_train_val_dirs(root_path):
  if os.path.exists(root_path):
    shutil.rmtree(root_path)
  list(map(os.makedirs, [os.path.join(root_path, *p) for p in
                         [('training', 'cats'), ('training', 'dogs'), ('validation', 'cats'), ('validation', 'dogs')]]))
