import numpy as np

def zero_pad(X, pad):
    padded = []
    for img in X:
        channels = [np.pad(img[:, :, k], pad, 'constant', constant_values=0) for k in range(img.shape[2])]
        padded.append(np.stack(channels, axis=-1))
    return np.array(padded)
