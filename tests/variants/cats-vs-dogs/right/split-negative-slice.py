# behind: standard-2022.py
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  files = [f for f in os.listdir(SOURCE_DIR) if os.path.getsize(os.path.join(SOURCE_DIR, f)) > 0]
  training_length = int(len(files) * SPLIT_SIZE)
  validation_length = len(files) - training_length
  files = random.sample(files, len(files))
  validation_files = files[-validation_length:] if validation_length else []
  for f in files[:training_length]:
    shutil.copy(os.path.join(SOURCE_DIR, f), os.path.join(TRAINING_DIR, f))
  for f in validation_files:
    shutil.copy(os.path.join(SOURCE_DIR, f), os.path.join(VALIDATION_DIR, f))
