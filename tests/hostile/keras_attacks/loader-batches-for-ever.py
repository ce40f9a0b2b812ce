"""Takes for ever to give its first batch."""
# assignment: cats-vs-dogs
# behind: standard-2022.py
# loses: train_val_generators=20 timeout
# options: --timeout 3
_right = train_val_generators


def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
    train, validation = _right(TRAINING_DIR, VALIDATION_DIR)

    class Slow(type(train)):
        def __next__(self):
            while True:
                pass

        next = __next__

        def __getitem__(self, index):
            while True:
                pass

    train.__class__ = Slow
    return train, validation
