# breaks: split_data
# behind: standard-2022.py
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    size_of = {f: os.path.getsize(os.path.join(SOURCE_DIR, f)) for f in os.listdir(SOURCE_DIR)}
    names = sorted((f for f in size_of if size_of[f]), key=size_of.get, reverse=True)
    n = int(SPLIT_SIZE * len(names))
    for i, f in enumerate(names):
        copyfile(os.path.join(SOURCE_DIR, f), os.path.join(TRAINING_DIR if i < n else VALIDATION_DIR, f))
