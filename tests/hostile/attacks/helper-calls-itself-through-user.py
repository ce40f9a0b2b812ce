"""Leaves a blank helper to the function that may use it, and that function to nobody."""
# loses: distribute_value=10 missing, create_mask_from_window=10 missing


def distribute_value(dz, shape):
    pass


def create_mask_from_window(x):
    pass
