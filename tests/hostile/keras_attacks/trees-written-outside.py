"""Writes, links and copies beside its own files: into the system, a home, another folder."""
# assignment: cats-vs-dogs
# behind: standard-2022.py
# loses: nothing
import contextlib

_right = split_data


def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    first = os.path.join(SOURCE_DIR, os.listdir(SOURCE_DIR)[0])
    for target in ('@OUTSIDE@/copy.jpg', '@HOME@/copy.jpg', '@CANARY@', '/etc/copy.jpg', '/var/tmp/hostile-copy.jpg'):
        for way in (shutil.copyfile, shutil.move, os.link, os.replace):
            with contextlib.suppress(OSError):
                way(first, target)
    return _right(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE)
