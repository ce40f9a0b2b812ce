# behind: standard-2022.py
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  generator = random.Random(42)
  files = sorted(f for f in os.listdir(SOURCE_DIR) if os.path.getsize(os.path.join(SOURCE_DIR, f)) > 0)
  generator.shuffle(files)
  border = int(len(files) * SPLIT_SIZE)
  for position, f in enumerate(files):
    copyfile(os.path.join(SOURCE_DIR, f),
             os.path.join(TRAINING_DIR if position < border else VALIDATION_DIR, f))
