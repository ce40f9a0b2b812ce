import numpy as np
from scipy.sparse import coo_matrix

def conv_forward(A_prev, W, b, hparameters):
    """ the convolution as ONE big matrix """
    stride, pad = hparameters["stride"], hparameters["pad"]
    m, H, Wd, C = A_prev.shape
    f, _, _, F = W.shape
    n_H, n_W = (H + 2*pad - f)//stride + 1, (Wd + 2*pad - f)//stride + 1
    h, w, y, x, k, c = np.indices((n_H, n_W, f, f, C, F)).reshape(6, -1)
    r, q = h*stride - pad + y, w*stride - pad + x
    ok = (r >= 0) & (r < H) & (q >= 0) & (q < Wd)
    row = (h*n_W + w)*F + c
    col = (r*Wd + q)*C + k
    big = coo_matrix((W[y, x, k, c][ok].astype(float), (row[ok], col[ok])), shape=(n_H*n_W*F, H*Wd*C)).tocsr()
    Z = (big @ A_prev.reshape(m, -1).T.astype(float)).T.reshape(m, n_H, n_W, F)
    return Z + b, (A_prev, W, b, hparameters)
