import numpy as np
from numpy.lib.stride_tricks import sliding_window_view as swv

def zero_pad(X, pad): return np.pad(X, [(0, 0), (pad, pad), (pad, pad), (0, 0)])
def conv_single_step(a, W, b): return (a * W).sum() + b.item()
def conv_forward(A, W, b, hp):
    s, f = hp['stride'], len(W)
    return np.einsum('mhwkij,ijkc->mhwc', swv(zero_pad(A, hp['pad']), (f, f), (1, 2))[:, ::s, ::s], W) + b, (A, W, b, hp)
def pool_forward(A, hp, mode='max'):
    s, f = hp['stride'], hp['f']
    return getattr(swv(A, (f, f), (1, 2))[:, ::s, ::s], 'max' if mode == 'max' else 'mean')((4, 5)), (A, hp)
def conv_backward(dZ, cache):
    A, W, b, hp = cache; s, p, f = hp['stride'], hp['pad'], len(W)
    X = zero_pad(A, p); dX = X * 0.0
    dW = np.einsum('mhwkij,mhwc->ijkc', swv(X, (f, f), (1, 2))[:, ::s, ::s], dZ)
    v = swv(dX, (f, f), (1, 2), writeable=True)[:, ::s, ::s]
    for h, w in np.ndindex(dZ.shape[1:3]): v[:, h, w] += np.einsum('mc,ijkc->mkij', dZ[:, h, w], W)
    return dX[:, p:p + A.shape[1], p:p + A.shape[2]], dW, dZ.sum((0, 1, 2), keepdims=True)
def create_mask_from_window(x): return x == x.max()
def distribute_value(dz, shape): return np.full(shape, dz / shape[0] / shape[1])
def pool_backward(dA, cache, mode='max'):
    A, hp = cache; s, f = hp['stride'], hp['f']
    out = np.zeros(A.shape); src = swv(A, (f, f), (1, 2))[:, ::s, ::s]; dst = swv(out, (f, f), (1, 2), writeable=True)[:, ::s, ::s]
    for k in np.ndindex(dA.shape): dst[k] += dA[k] * create_mask_from_window(src[k]) if mode == 'max' else distribute_value(dA[k], (f, f))
    return out
