"""Stands in for the course's tests where a notebook is run as a whole: nothing is checked here."""


def _accept(*_):
    print("(Not checked here: the grader has checks of its own.)")


identity_block_test = convolutional_block_test = ResNet50_test = _accept
