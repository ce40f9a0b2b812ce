# breaks: zero_pad
# because: Returns a generator of pictures.
import numpy as np

def zero_pad(X, pad):
    return (np.pad(img, ((pad, pad), (pad, pad), (0, 0))) for img in X)
