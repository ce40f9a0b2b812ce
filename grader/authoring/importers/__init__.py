"""Existing courses become packs: nbgrader, otter and learntools, as far as the models agree.

Nothing of a course runs here: its tests are rewritten as trees, and run in boxes with its own solution.
"""
