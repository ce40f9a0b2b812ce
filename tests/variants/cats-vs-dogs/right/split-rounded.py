# behind: standard-2022.py
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  images = [f for f in os.listdir(SOURCE_DIR)
            if f.lower().endswith('.jpg') and os.path.getsize(os.path.join(SOURCE_DIR, f))]
  random.shuffle(images)
  n = round(len(images) * SPLIT_SIZE)
  for target, part in zip((TRAINING_DIR, VALIDATION_DIR), (images[:n], images[n:])):
    for f in part:
      shutil.copyfile(os.path.join(SOURCE_DIR, f), os.path.join(target, f))
