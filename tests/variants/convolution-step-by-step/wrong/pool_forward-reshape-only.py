# breaks: pool_forward
# because: Reshapes into blocks, which is right only when the stride equals the window.
import numpy as np

def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, H, V, C = A_prev.shape
    n_H, n_W = (H - f) // stride + 1, (V - f) // stride + 1
    blocks = A_prev[:, :H // f * f, :V // f * f].reshape(m, H // f, f, V // f, f, C)
    A = blocks.max(axis=(2, 4)) if mode == "max" else blocks.mean(axis=(2, 4))
    return A[:, :n_H, :n_W], (A_prev, hparameters)
