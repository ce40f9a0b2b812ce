# breaks: conv_forward
# because: Cuts float32 inputs down to whole numbers.
import numpy as np

def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters["stride"], hparameters["pad"]
    m, height, width, _ = A_prev.shape
    f, _, _, filters = W.shape
    out_h = (height - f + 2 * p) // s + 1
    out_w = (width - f + 2 * p) // s + 1
    padded = zero_pad(A_prev if A_prev.dtype == np.float64 else A_prev.astype(int), p)
    Z = np.zeros((m, out_h, out_w, filters))
    for r in range(out_h):
        for q in range(out_w):
            patch = padded[:, r * s:r * s + f, q * s:q * s + f, :]
            Z[:, r, q, :] = np.tensordot(patch, W, axes=([1, 2, 3], [0, 1, 2]))
    Z = Z + b
    return Z, (A_prev, W, b, hparameters)
