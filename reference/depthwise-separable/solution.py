"""Depthwise separable convolutions: the two halves in NumPy, and the block of MobileNet with Keras."""

import numpy as np
import tensorflow as tf


def depthwise_conv_forward(A_prev, W, b, hparameters):
    """Convolve each channel with its own filter."""
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("mhwcij,ijc->mhwc", windows, W) + b


def pointwise_conv_forward(A_prev, W, b):
    """Mix the channels of each pixel."""
    return np.dot(A_prev, W) + b


def mobilenet_block(X, filters, s=1):
    """Return the output of a block: depthwise, then pointwise, each normalised and with ReLU6."""
    X = tf.keras.layers.DepthwiseConv2D(3, strides=s, padding="same", use_bias=False)(X)
    X = tf.keras.layers.BatchNormalization()(X)
    X = tf.keras.layers.ReLU(6.0)(X)
    X = tf.keras.layers.Conv2D(filters, 1, use_bias=False)(X)
    X = tf.keras.layers.BatchNormalization()(X)
    return tf.keras.layers.ReLU(6.0)(X)
