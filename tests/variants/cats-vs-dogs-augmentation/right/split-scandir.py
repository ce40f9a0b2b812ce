# behind: standard-2022.py
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  good = []
  with os.scandir(SOURCE_DIR) as entries:
    for entry in entries:
      if not entry.is_file():
        continue
      if entry.stat().st_size == 0:
        print(f"{entry.name} is zero length, so ignoring.")
        continue
      good.append(entry.path)
  random.shuffle(good)
  n = int(len(good) * SPLIT_SIZE)
  for path in good[:n]:
    shutil.copy2(path, TRAINING_DIR)
  for path in good[n:]:
    shutil.copy2(path, VALIDATION_DIR)
