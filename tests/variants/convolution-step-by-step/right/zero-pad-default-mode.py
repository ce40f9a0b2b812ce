import numpy as np

def zero_pad(X, pad):
    border = [(0, 0), (pad,) * 2, (pad,) * 2, (0, 0)]
    X_pad = np.pad(X, pad_width=border)
    print(f"padded {X.shape} -> {X_pad.shape}")
    return X_pad
