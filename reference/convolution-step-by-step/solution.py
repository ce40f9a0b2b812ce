"""The reference of every graded function, by matrix products over all windows at once.

Arrays have the course's layout: images (m, n_H, n_W, n_C), filters (f, f, n_C_prev, n_C), biases
(1, 1, 1, n_C). Everything is computed in float64, whatever the arguments are.
"""

import numpy as np


def windows(X, f, stride):
    """Return every f by f window of a padded batch: shape (m, n_H, n_W, n_C, f, f)."""
    every = np.lib.stride_tricks.sliding_window_view(X, (f, f), axis=(1, 2))
    return every[:, ::stride, ::stride]


def zero_pad(X, pad):
    """Return X of shape (m, n_H, n_W, n_C) with `pad` zeros on each side of its height and width."""
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


def conv_single_step(a_slice_prev, W, b):
    """Return the number that one filter W (f, f, n_C_prev) with bias b (1, 1, 1) gives for one slice."""
    return np.sum(np.asarray(a_slice_prev, np.float64) * W) + np.float64(b.item())


def conv_forward(A_prev, W, b, hparameters):
    """Return Z of shape (m, n_H, n_W, n_C) and the cache (A_prev, W, b, hparameters)."""
    stride, pad = hparameters["stride"], hparameters["pad"]
    slices = windows(zero_pad(A_prev.astype(np.float64), pad), W.shape[0], stride)
    Z = np.einsum("ihwcfg,fgck->ihwk", slices, W.astype(np.float64)) + b
    return Z, (A_prev, W, b, hparameters)


def pool_forward(A_prev, hparameters, mode="max"):
    """Return A of shape (m, n_H, n_W, n_C) and the cache (A_prev, hparameters)."""
    slices = windows(A_prev.astype(np.float64), hparameters["f"], hparameters["stride"])
    pool = np.max if mode == "max" else np.mean
    return pool(slices, axis=(4, 5)), (A_prev, hparameters)


def conv_backward(dZ, cache):
    """Return dA_prev, dW and db of the shapes of A_prev, W and b."""
    A_prev, W, b, hparameters = cache
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    A_prev_pad = zero_pad(A_prev.astype(np.float64), pad)
    slices = windows(A_prev_pad, f, stride)
    dW = np.einsum("ihwcfg,ihwk->fgck", slices, dZ)
    db = np.sum(dZ.astype(np.float64), axis=(0, 1, 2)).reshape(b.shape)
    dA_prev_pad = np.zeros_like(A_prev_pad)
    parts = np.einsum("ihwk,fgck->ihwcfg", dZ.astype(np.float64), W)
    for (h, w), _ in np.ndenumerate(parts[0, :, :, 0, 0, 0]):
        region = (slice(None), slice(h * stride, h * stride + f), slice(w * stride, w * stride + f))
        dA_prev_pad[region] += parts[:, h, w].transpose(0, 2, 3, 1)
    n_H, n_W = A_prev.shape[1:3]
    return dA_prev_pad[:, pad : pad + n_H, pad : pad + n_W], dW, db


def create_mask_from_window(x):
    """Return a boolean array of the shape of x: True where x has its maximum."""
    return x == np.max(x)


def distribute_value(dz, shape):
    """Return an array of `shape` whose equal entries add up to dz."""
    n_H, n_W = shape
    return np.full(shape, dz / (n_H * n_W))


def pool_backward(dA, cache, mode="max"):
    """Return dA_prev of the shape of A_prev."""
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    dA_prev = np.zeros(A_prev.shape)
    for i, h, w, c in np.ndindex(*dA.shape):
        region = (i, slice(h * stride, h * stride + f), slice(w * stride, w * stride + f), c)
        if mode == "max":
            dA_prev[region] += create_mask_from_window(A_prev[region]) * dA[i, h, w, c]
        else:
            dA_prev[region] += distribute_value(float(dA[i, h, w, c]), (f, f))
    return dA_prev
