"""Gradescope: the autograder's zip file, and what runs there.

By https://gradescope-autograders.readthedocs.io/en/latest/specs/.
"""

VISIBILITIES = ("hidden", "after_due_date", "after_published", "visible")  # when students see a test
