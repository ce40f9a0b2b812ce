"""Runs programs behind the trust boundary.

`interface` defines inputs and outputs, `session` runs programs, `machine` provides boxes on this system.
The package imports nothing, so that a nursery can start before NumPy is loaded.
"""
