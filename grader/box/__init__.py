"""The code that runs in a nursery and in a box."""
