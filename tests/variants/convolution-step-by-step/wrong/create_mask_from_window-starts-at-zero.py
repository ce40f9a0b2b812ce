# breaks: create_mask_from_window
# because: Starts the maximum at 0, so a window of negative entries has no maximum.
import numpy as np

def create_mask_from_window(x):
    biggest = 0
    for v in x.flatten():
        if v > biggest:
            biggest = v
    return x == biggest
