# behind: standard-2022.py
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  all_files = []
  for image in os.listdir(SOURCE_DIR):
    if os.path.getsize(SOURCE_DIR + image):
      all_files.append(image)
    else:
      print('{} has no content: it is left out'.format(image))
  total = len(all_files)
  split_point = int(total * SPLIT_SIZE)
  mixed = random.sample(all_files, total)
  for image in mixed[:split_point]:
    copyfile(SOURCE_DIR + image, TRAINING_DIR + image)
  for image in mixed[split_point:]:
    copyfile(SOURCE_DIR + image, VALIDATION_DIR + image)
