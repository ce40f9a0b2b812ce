"""Existing courses become packs: nbgrader, otter and learntools, as far as the models agree.

Nothing of a course runs in this process: its tests are rewritten as trees, and run with its own solution in
boxes, later where tests of authors run.
"""
