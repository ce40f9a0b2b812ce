"""Fills its folder with a million files."""
# assignment: cats-vs-dogs
# behind: standard-2022.py
# loses: split_data=35 error/failed/timeout
def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    for number in range(1_000_000):
        open(os.path.join(TRAINING_DIR, f'{number}.jpg'), 'wb').close()
