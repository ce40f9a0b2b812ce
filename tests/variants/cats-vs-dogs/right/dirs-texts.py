# behind: standard-2022.py
def create_train_val_dirs(root_path):
  os.makedirs(root_path)
  os.makedirs(f'{root_path}/training')
  os.makedirs(f'{root_path}/validation')
  os.makedirs(root_path + '/training/cats')
  os.makedirs(root_path + '/training/dogs')
  os.makedirs('%s/validation/cats' % root_path)
  os.makedirs('{}/validation/dogs'.format(root_path))
