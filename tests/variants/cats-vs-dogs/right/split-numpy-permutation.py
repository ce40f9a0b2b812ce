# behind: standard-2022.py
import numpy as np

# %%
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  names = np.array([n for n in os.listdir(SOURCE_DIR) if os.path.getsize(os.path.join(SOURCE_DIR, n)) > 0])
  order = np.random.permutation(len(names))
  training, validation = np.split(order, [int(len(names) * SPLIT_SIZE)])
  for indices, folder in ((training, TRAINING_DIR), (validation, VALIDATION_DIR)):
    for name in names[indices]:
      copyfile(os.path.join(SOURCE_DIR, name), os.path.join(folder, name))
