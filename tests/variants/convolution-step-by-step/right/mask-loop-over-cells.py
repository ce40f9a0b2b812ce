import numpy as np

def create_mask_from_window(x):
    mask = np.zeros(x.shape)
    top = max(v for row in x for v in row)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i, j] == top:
                mask[i, j] = 1
    return mask
