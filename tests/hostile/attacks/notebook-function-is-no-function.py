"""Makes graded names things that are no functions."""
# loses: pool_forward=15 error, distribute_value=10 error, create_mask_from_window=10 error
pool_forward = 5


class distribute_value:
    def __new__(cls):
        return cls


create_mask_from_window = {}.__missing__ if hasattr({}, "__missing__") else "text"
