"""Loads weights from a file that is a pickle, which would write a file."""
# assignment: cats-vs-dogs
# behind: standard-2022.py
# loses: nothing
import pickle

_right = create_model


class Evil:
    def __reduce__(self):
        return (open, ('@OUTSIDE@/pickled', 'w'))


def create_model():
    model = _right()
    with open('weights.h5', 'wb') as file:
        pickle.dump(Evil(), file)
    model.load_weights('weights.h5')
    return model
