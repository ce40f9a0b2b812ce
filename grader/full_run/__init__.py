"""Runs a notebook from top to bottom, in addition to grading its functions.

`addition` is the entry point; `run` starts `supervisor`, which runs the notebook and kills its processes.
The package imports nothing, since few runs need it.
"""
