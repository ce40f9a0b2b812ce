import numpy as np
np.random.seed(1)

print("testing...")
x = np.random.randn(4, 3, 3, 2)
print(zero_pad(x, 2).shape)
f = 99          # left over from another try
stride = 7
pad = 5
n_H = n_W = n_C = 1

def conv_single_step(a_slice_prev, W, b):
    s = a_slice_prev * W
    Z = s.sum()
    Z += b.ravel()[0]
    return Z

print(f"Z = {conv_single_step(np.ones((2, 2, 1)), np.ones((2, 2, 1)), np.ones((1, 1, 1)))}")
del x
