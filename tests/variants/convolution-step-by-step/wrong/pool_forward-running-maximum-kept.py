# breaks: pool_forward
# because: Does not reset the running maximum between windows.
import numpy as np

def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    m, H, V, C = A_prev.shape
    A = np.zeros((m, (H - f) // stride + 1, (V - f) // stride + 1, C))
    for i, h, c in np.ndindex(m, A.shape[1], C):
        best = -np.inf
        for w in range(A.shape[2]):
            window = A_prev[i, h*stride:h*stride+f, w*stride:w*stride+f, c]
            best = max(best, window.max())
            A[i, h, w, c] = best if mode == "max" else window.mean()
    return A, (A_prev, hparameters)
