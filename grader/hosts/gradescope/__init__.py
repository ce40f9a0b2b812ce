"""Gradescope: the autograder's zip file, and the program that runs there.

See https://gradescope-autograders.readthedocs.io/en/latest/specs/.
"""

VISIBILITIES = ("hidden", "after_due_date", "after_published", "visible")  # when students see a test
