"""Running a whole notebook, from top to bottom, in addition to grading its functions.

`addition` is the way through; `run` has a notebook run, behind `supervisor`, which ends whatever it started.
Nothing is imported on the way in: few runs need this.
"""
