"""Running programs behind the trust boundary.

`interface` says what goes in and comes out, `session` runs it, `machine` knows where boxes come from here.
Nothing is imported on the way in, so that a nursery can start before NumPy is loaded.
"""
