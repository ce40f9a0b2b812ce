"""Known mistakes; each docstring is the feedback for the student."""

import numpy as np
import tensorflow as tf


def depthwise_conv_forward__over_all_channels(A_prev, W, b, hparameters):
    """The products of all channels are added up, as in a usual convolution; here each channel stays by itself."""
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("mhwcij,ijc->mhw", windows, W)[..., np.newaxis] + b


def depthwise_conv_forward__no_stride_in_window(A_prev, W, b, hparameters):
    """The window starts at h and w, whatever the stride; start it at h * stride and w * stride."""
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))
    n_H, n_W = (-(-side // stride) for side in windows.shape[1:3])
    return np.einsum("mhwcij,ijc->mhwc", windows[:, :n_H, :n_W], W) + b


def depthwise_conv_forward__no_padding(A_prev, W, b, hparameters):
    """The padding is left out; surround each image with `pad` rows and columns of zeros first."""
    stride, f = hparameters["stride"], W.shape[0]
    windows = np.lib.stride_tricks.sliding_window_view(A_prev, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("mhwcij,ijc->mhwc", windows, W) + b


def depthwise_conv_forward__no_bias(A_prev, W, b, hparameters):
    """The bias is left out; add b[0, 0, 0, c] to every value of channel c."""
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("mhwcij,ijc->mhwc", windows, W)


def depthwise_conv_forward__first_filter(A_prev, W, b, hparameters):
    """The filter of channel 0 is used for every channel; channel c has its own, W[:, :, c]."""
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("mhwcij,ij->mhwc", windows, W[:, :, 0]) + b


def depthwise_conv_forward__first_example(A_prev, W, b, hparameters):
    """Every result is that of example 0; take the window from example i."""
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    padded = np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    Z = np.einsum("mhwcij,ijc->mhwc", windows, W) + b
    return np.repeat(Z[:1], len(Z), axis=0)


def pointwise_conv_forward__no_bias(A_prev, W, b):
    """The bias is left out; add b[0, 0, 0, c] to every value of channel c."""
    return np.dot(A_prev, W)


def pointwise_conv_forward__mean(A_prev, W, b):
    """The products are averaged over the channels that come in; add them up."""
    return np.dot(A_prev, W) / A_prev.shape[3] + b


def pointwise_conv_forward__one_sum(A_prev, W, b):
    """Each pixel's channels are summed before they are weighted; weight each channel first, then add up."""
    return np.sum(A_prev, axis=3, keepdims=True) * np.sum(W, axis=0) + b


def mobilenet_block__usual_convolution(X, filters, s=1):
    """The first layer mixes the channels; use DepthwiseConv2D, which filters each channel by itself."""
    X = tf.keras.layers.Conv2D(X.shape[-1], 3, strides=s, padding="same", use_bias=False)(X)
    X = tf.keras.layers.BatchNormalization()(X)
    X = tf.keras.layers.ReLU(6.0)(X)
    X = tf.keras.layers.Conv2D(filters, 1, use_bias=False)(X)
    X = tf.keras.layers.BatchNormalization()(X)
    return tf.keras.layers.ReLU(6.0)(X)


def mobilenet_block__unbounded_relu(X, filters, s=1):
    """ReLU grows without bound; MobileNet cuts it off at 6, as in ReLU(6.0)."""
    X = tf.keras.layers.DepthwiseConv2D(3, strides=s, padding="same", use_bias=False)(X)
    X = tf.keras.layers.BatchNormalization()(X)
    X = tf.keras.layers.ReLU()(X)
    X = tf.keras.layers.Conv2D(filters, 1, use_bias=False)(X)
    X = tf.keras.layers.BatchNormalization()(X)
    return tf.keras.layers.ReLU()(X)


def mobilenet_block__stride_in_pointwise(X, filters, s=1):
    """The stride is in the pointwise convolution, which throws away results; it belongs to the depthwise one."""
    X = tf.keras.layers.DepthwiseConv2D(3, padding="same", use_bias=False)(X)
    X = tf.keras.layers.BatchNormalization()(X)
    X = tf.keras.layers.ReLU(6.0)(X)
    X = tf.keras.layers.Conv2D(filters, 1, strides=s, use_bias=False)(X)
    X = tf.keras.layers.BatchNormalization()(X)
    return tf.keras.layers.ReLU(6.0)(X)


def mobilenet_block__activation_first(X, filters, s=1):
    """ReLU6 comes before the normalization; normalize first, so that the values lie around the bend."""
    X = tf.keras.layers.DepthwiseConv2D(3, strides=s, padding="same", use_bias=False)(X)
    X = tf.keras.layers.ReLU(6.0)(X)
    X = tf.keras.layers.BatchNormalization()(X)
    X = tf.keras.layers.Conv2D(filters, 1, use_bias=False)(X)
    X = tf.keras.layers.ReLU(6.0)(X)
    return tf.keras.layers.BatchNormalization()(X)
