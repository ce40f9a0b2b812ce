# behind: standard-2022.py
from itertools import product

# %%
def create_train_val_dirs(root_path):
  here = os.getcwd()
  os.makedirs(root_path)
  os.chdir(root_path)
  try:
    for pair in product(('training', 'validation'), ('cats', 'dogs')):
      os.makedirs(os.path.join(*pair))
  finally:
    os.chdir(here)
