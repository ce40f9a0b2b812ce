# behind: standard-2022.py
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  names = {name for name in os.listdir(SOURCE_DIR) if os.stat(os.path.join(SOURCE_DIR, name)).st_size != 0}
  training = set(random.sample(sorted(names), int(SPLIT_SIZE * len(names))))
  for name in names:
    folder = TRAINING_DIR if name in training else VALIDATION_DIR
    shutil.copyfile(os.path.join(SOURCE_DIR, name), os.path.join(folder, name))
