"""The edition of 2019: graded by position, and its function has another name."""


def get_data(filename):
    """Return the images and the labels of a file of comma-separated values with a header."""
    return parse_data_from_input(filename)
