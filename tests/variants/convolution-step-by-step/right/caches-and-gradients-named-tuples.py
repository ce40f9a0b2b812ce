"""Caches and gradients are named tuples, made as each kind can be made."""
from collections import namedtuple
from typing import Any, NamedTuple

import numpy as np

ConvCache = namedtuple("ConvCache", ["A_prev", "W", "b", "hparameters"])
Gradients = namedtuple("Gradients", "dA_prev dW db")


class PoolCache(NamedTuple):
    A_prev: Any
    hparameters: dict


_conv_forward, _pool_forward = conv_forward, pool_forward
_conv_backward = conv_backward


def conv_forward(A_prev, W, b, hparameters):
    Z, cache = _conv_forward(A_prev, W, b, hparameters)
    return Z, ConvCache(*cache)


def pool_forward(A_prev, hparameters, mode="max"):
    A, cache = _pool_forward(A_prev, hparameters, mode)
    return A, PoolCache(*cache)


def conv_backward(dZ, cache):
    return Gradients(*_conv_backward(dZ, cache))
