# behind: standard-2022.py
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  remaining = os.listdir(SOURCE_DIR)
  for name in list(remaining):
    if not os.path.getsize(f"{SOURCE_DIR}/{name}"):
      print(name, "is zero length, so ignoring.")
      remaining.remove(name)
  for _ in range(int(len(remaining) * SPLIT_SIZE)):
    name = random.choice(remaining)
    remaining.remove(name)
    copyfile(f"{SOURCE_DIR}/{name}", f"{TRAINING_DIR}/{name}")
  for name in remaining:
    copyfile(f"{SOURCE_DIR}/{name}", f"{VALIDATION_DIR}/{name}")
