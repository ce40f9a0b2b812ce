import numpy as np

def create_mask_from_window(x):
    biggest = sorted(x.ravel().tolist())[-1]
    return np.array([[bool(v == biggest) for v in row] for row in x.tolist()])
