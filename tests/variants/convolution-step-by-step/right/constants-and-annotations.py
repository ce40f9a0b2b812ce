from __future__ import annotations
import numpy as np
from typing import Dict, Tuple

STRIDE = "stride"
PAD = "pad"
SIZE = "f"
DEBUG = False

def conv_forward(A_prev: np.ndarray, W: np.ndarray, b: np.ndarray, hparameters: Dict[str, int]) -> Tuple[np.ndarray, tuple]:
    s: int = hparameters[STRIDE]
    p: int = hparameters[PAD]
    f = W.shape[0]
    X = zero_pad(A_prev, p)
    Z = np.zeros((X.shape[0], (X.shape[1] - f) // s + 1, (X.shape[2] - f) // s + 1, W.shape[3]))
    for i in range(Z.shape[0]):
        for h in range(Z.shape[1]):
            for w in range(Z.shape[2]):
                for c in range(Z.shape[3]):
                    Z[i, h, w, c] = conv_single_step(X[i, h*s:h*s+f, w*s:w*s+f, :], W[:, :, :, c], b[:, :, :, c])
    if DEBUG:
        print("Z mean", np.round_(np.mean(Z), 4))
    return Z, (A_prev, W, b, hparameters)

def pool_forward(A_prev: np.ndarray, hparameters: Dict[str, int], mode: str = "max") -> Tuple[np.ndarray, tuple]:
    f, s = hparameters[SIZE], hparameters[STRIDE]
    m, H, W, C = A_prev.shape
    A = np.zeros((m, (H - f) // s + 1, (W - f) // s + 1, C))
    for i in range(m):
        for h in range(A.shape[1]):
            for w in range(A.shape[2]):
                for c in range(C):
                    x = A_prev[i, h*s:h*s+f, w*s:w*s+f, c]
                    A[i, h, w, c] = {"max": np.max(x), "average": np.mean(x)}[mode]
    return A, (A_prev, hparameters)
