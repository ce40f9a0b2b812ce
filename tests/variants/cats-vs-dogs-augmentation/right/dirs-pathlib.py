# behind: standard-2022.py
from pathlib import Path

# %%
def create_train_val_dirs(root_path):
  root = Path(root_path)
  for part in 'training', 'validation':
    (root / part / 'cats').mkdir(parents=True)
    (root / part / 'dogs').mkdir()
