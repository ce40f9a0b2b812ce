# behind: standard-2022.py
import glob

# %%
def copy(source, target):
  with open(source, 'rb') as inp, open(target, 'wb') as out:
    out.write(inp.read())

def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
  paths = list(filter(os.path.getsize, glob.glob(os.path.join(SOURCE_DIR, '*'))))
  random.shuffle(paths)
  border = int(len(paths) * SPLIT_SIZE)
  while paths:
    path = paths.pop()
    copy(path, os.path.join(VALIDATION_DIR if len(paths) >= border else TRAINING_DIR, os.path.basename(path)))
