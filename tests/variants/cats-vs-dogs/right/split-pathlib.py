# behind: standard-2022.py
from pathlib import Path

# %%
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  paths = [path for path in Path(SOURCE_DIR).iterdir() if path.stat().st_size]
  random.shuffle(paths)
  border = int(SPLIT_SIZE * len(paths))
  for number, path in enumerate(paths):
    target = Path(TRAINING_DIR) if number < border else Path(VALIDATION_DIR)
    shutil.copy(path, target / path.name)
