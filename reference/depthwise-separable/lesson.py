# %% [markdown]
# # Depthwise separable convolutions
#
# An ordinary convolution does two things at once: it looks for patterns in rows and columns, and it combines channels.
# MobileNet does one after the other, which gives nearly the same results for about a ninth of the products. That is
# why it runs on phones. In this notebook you write
#
# 1. `depthwise_conv_forward`, in NumPy: each channel is convolved with a filter of its own;
# 2. `pointwise_conv_forward`, in NumPy: the channels of each pixel are combined;
# 3. `mobilenet_block`, with Keras: the two of them with what comes between.
#
# **How to work.** Below each task there are cells to *write* your code (where it says `# YOUR CODE HERE`; delete the
# line `raise NotImplementedError`, and leave the function's name and its arguments as they are), to *try* it and
# look at what comes out, and to *check* it. `check(...)` runs public cases; other cases stay hidden until your
# notebook is graded. The line `with try_it():` lets a cell pass as long as a function that it needs is not written
# yet. You need 80 of 100 points to pass, unless your course says otherwise.
#
# `check` is a part of the grader. If Python can't import it, put the wheel that your course gives you (`*.whl`) beside
# this notebook, and run this line in a cell of its own, with the name of the wheel: `%pip install -q NAME.whl`. Then
# restart the kernel. Red lines about oneDNN or CUDA are not errors.

# %%
# depthwise-separable, edition 2026: the grader looks for this line
import os
from contextlib import contextmanager

import numpy as np

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow should tell less about the machine
import tensorflow as tf

from grader import check


@contextmanager
def try_it():
    """Run the lines below it; say so if they need a function that is not there yet."""
    try:
        yield
    except NotImplementedError:
        print("Not yet: this cell needs a function that you have still to write.")


# %% [markdown]
# ## How many products?
#
# An ordinary convolution with $n_C$ filters of size $f \times f$ on $n_{C,prev}$ channels needs
# $f^2 \cdot n_{C,prev} \cdot n_C$ products for each pixel that comes out. The depthwise step needs
# $f^2 \cdot n_{C,prev}$, and the pointwise step $n_{C,prev} \cdot n_C$.

# %%
f, before, after = 3, 64, 128
ordinary, separable = f * f * before * after, f * f * before + before * after
print(f"{ordinary} products or {separable}: {separable / ordinary:.0%}")

# %% [markdown]
# ## Exercise 1: the depthwise step
#
# A batch is an array of shape `(m, n_H_prev, n_W_prev, n_C)`. Surround each image with `pad` rows and columns of
# zeros. Then slide a window of size $f \times f$ over it in steps of `stride`, in each channel by itself:
#
# $$Z_{i,h,w,c} = b_c + \sum_{p=0}^{f-1} \sum_{q=0}^{f-1} A_{i,\; h s + p,\; w s + q,\; c} \; W_{p,q,c}
# \qquad n_H = \left\lfloor \frac{n_{H,prev} + 2\,pad - f}{stride} \right\rfloor + 1$$
#
# and $n_W$ in the same way. The number of channels stays what it is.


# %%
def depthwise_conv_forward(A_prev, W, b, hparameters):
    """Convolve each channel with its own filter.

    Args:
        A_prev: Array of floats, of shape (m, n_H_prev, n_W_prev, n_C).
        W: The filters, an array of shape (f, f, n_C).
        b: The biases, an array of shape (1, 1, 1, n_C).
        hparameters: Dictionary with the integers "stride" and "pad".

    Returns:
        Array of floats, of shape (m, n_H, n_W, n_C).
    """
    ### BEGIN SOLUTION
    s, p = hparameters["stride"], hparameters["pad"]
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    size = W.shape[0]
    A_pad = np.pad(A_prev, ((0, 0), (p, p), (p, p), (0, 0)))
    n_H = (n_H_prev + 2 * p - size) // s + 1
    n_W = (n_W_prev + 2 * p - size) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    for h in range(n_H):
        for w in range(n_W):
            window = A_pad[:, h * s : h * s + size, w * s : w * s + size, :]
            Z[:, h, w, :] = np.sum(window * W, axis=(1, 2)) + b[0, 0, 0]
    return Z
    ### END SOLUTION


# %% [markdown]
# *Try.* A filter that finds edges in the first channel, and one that blurs in the second.

# %%
with try_it():
    image = np.zeros((1, 5, 6, 2))
    image[:, :, 3:, :] = 1.0
    filters = np.stack([[[-1.0, 0, 1]] * 3, np.full((3, 3), 1 / 9)], axis=-1)
    found = depthwise_conv_forward(image, filters, np.zeros((1, 1, 1, 2)), {"stride": 1, "pad": 0})
    print(found[0, :, :, 0], found[0, :, :, 1].round(2), sep="\n\n")

# %%
check(depthwise_conv_forward)

# %% [markdown]
# ## Exercise 2: the pointwise step
#
# Now the channels of each pixel are combined, as in a convolution with filters of size $1 \times 1$:
#
# $$Z_{i,h,w,c} = b_c + \sum_{k} A_{i,h,w,k} \; W_{k,c}$$


# %%
def pointwise_conv_forward(A_prev, W, b):
    """Combine the channels of each pixel.

    Args:
        A_prev: Array of floats, of shape (m, n_H, n_W, n_C_prev).
        W: The weights, an array of shape (n_C_prev, n_C).
        b: The biases, an array of shape (1, 1, 1, n_C).

    Returns:
        Array of floats, of shape (m, n_H, n_W, n_C).
    """
    ### BEGIN SOLUTION
    return A_prev @ W + b
    ### END SOLUTION


# %% [markdown]
# *Try.* Red, green and blue become one channel of grey.

# %%
with try_it():
    pixels = np.array([[[[1.0, 1.0, 1.0], [1.0, 0.0, 0.0]], [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]]])
    grey = np.array([[0.3], [0.59], [0.11]])
    print(pointwise_conv_forward(pixels, grey, np.zeros((1, 1, 1, 1)))[0, :, :, 0])

# %%
check(pointwise_conv_forward)

# %% [markdown]
# ## Exercise 3: the block of MobileNet
#
# With Keras, the block is six layers in a row. `X` is the output of an earlier layer; return the output of the last.
#
# | layer | settings |
# | --- | --- |
# | `DepthwiseConv2D` | size 3, stride `s`, padding `same`, no bias |
# | `BatchNormalization` | |
# | `ReLU` | at most 6 |
# | `Conv2D` | `filters` filters of size 1, no bias |
# | `BatchNormalization` | |
# | `ReLU` | at most 6 |
#
# The convolutions need no bias, because the normalisation behind them has one.


# %%
def mobilenet_block(X, filters, s=1):
    """Add a block of MobileNet to a network.

    Args:
        X: Tensor of floats, of shape (m, n_H_prev, n_W_prev, n_C_prev).
        filters: Number of channels that come out, an integer.
        s: Stride of the depthwise step, an integer.

    Returns:
        Tensor of floats, of shape (m, n_H, n_W, filters).
    """
    ### BEGIN SOLUTION
    X = tf.keras.layers.DepthwiseConv2D(kernel_size=3, strides=s, padding="same", use_bias=False)(X)
    X = tf.keras.layers.BatchNormalization()(X)
    X = tf.keras.layers.ReLU(max_value=6.0)(X)
    X = tf.keras.layers.Conv2D(filters, kernel_size=1, use_bias=False)(X)
    X = tf.keras.layers.BatchNormalization()(X)
    return tf.keras.layers.ReLU(max_value=6.0)(X)
    ### END SOLUTION


# %% [markdown]
# *Try.* Two blocks, and how many parameters they have.

# %%
with try_it():
    inputs = tf.keras.Input((32, 48, 3))
    outputs = mobilenet_block(mobilenet_block(inputs, 16), 32, s=2)
    tf.keras.Model(inputs, outputs).summary()

# %%
check(mobilenet_block)

# %% [markdown]
# ## Everything
#
# `check()` looks at all three at once. Before you submit, restart the kernel and run the notebook from top to
# bottom, so that nothing depends on a cell that you have changed or deleted since.

# %%
check()
