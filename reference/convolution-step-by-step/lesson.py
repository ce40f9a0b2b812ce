# %% [markdown]
# # Convolution and pooling, step by step
#
# A convolutional network is built from two kinds of layers: *convolution*, which looks for patterns, and
# *pooling*, which makes pictures smaller. In this notebook you write both with NumPy alone, first forwards
# (from the picture to the answer) and then backwards (from the error to the gradients).
#
# You write eight functions, and each one helps with the next:
#
# | | forwards | backwards |
# |---|---|---|
# | convolution | `zero_pad`, `conv_single_step`, `conv_forward` | `conv_backward` |
# | pooling | `pool_forward` | `create_mask_from_window`, `distribute_value`, `pool_backward` |
#
# **How to work.** Below each task there are three cells:
#
# 1. *Write*: put your code where it says `# YOUR CODE HERE`, and delete the line `raise NotImplementedError`.
#    Leave the function's name and its arguments as they are.
# 2. *Try*: run your function on something small and look at what comes out. Change these cells as you like. (The
#    line `with try_it():` lets a cell pass as long as a function that it needs is not written yet.)
# 3. *Check*: `check(...)` compares your function with known answers and says where it differs. Other cases
#    stay hidden until your notebook is graded, so your function has to be right in general, not only here.
#
# `zero_pad`, `conv_single_step`, `conv_forward` and `pool_forward` are worth 15 points each, the four functions for
# the backward pass 10 each; you need 80 of 100 to pass, unless your course says otherwise.
#
# You may use everything that NumPy has, also where the text suggests a loop.
#
# `check` is a part of the grader. If Python can't import it, put the wheel that your course gives you (`*.whl`) beside
# this notebook, and run this line in a cell of its own, with the name of the wheel: `%pip install -q NAME.whl`. Then
# restart the kernel.

# %% [markdown]
# ## Names that are used everywhere
#
# A batch of pictures is one array of shape `(m, n_H, n_W, n_C)`:
#
# | name | meaning | axis |
# |---|---|---|
# | `m` | number of examples (pictures) in the batch | 0 |
# | `n_H` | height: number of rows | 1 |
# | `n_W` | width: number of columns | 2 |
# | `n_C` | number of channels, for instance 3 for red, green and blue | 3 |
# | `f` | side of a filter or of a pooling window, in pixels | |
# | `stride` | how many pixels the window moves at a time | |
# | `pad` | how many rows and columns of zeros are put on *each* side of a picture | |
#
# Where a layer has an input and an output, `_prev` marks the input: `n_H_prev` rows come in, `n_H` go out.
# Arrays hold floats: mostly `float64`, but your functions should take `float32` as well. What comes back may be
# `float64` where the docstring says nothing else.
#
# Two habits that save trouble:
#
# - **Don't change your arguments.** They belong to the caller; make new arrays instead.
# - **Take sizes from the arguments** (`X.shape`, `W.shape`, ...), never from a variable that happens to exist
#   elsewhere in the notebook. A function that reads such a variable works here and fails everywhere else.

# %%
### v1.1: the version of this notebook; the grader looks for this line
from contextlib import contextmanager

import matplotlib.pyplot as plt
import numpy as np

from grader import check


@contextmanager
def try_it():
    """Run the lines below it; say so if they need a function that is not there yet."""
    try:
        yield
    except NotImplementedError:
        print("Not yet: this cell needs a function that you have still to write.")


def show(pictures):
    """Draw a dictionary {title: array of shape (n_H, n_W)}, small ones with numbers."""
    _, axes = plt.subplots(1, len(pictures), figsize=(3.4 * len(pictures), 3.4), squeeze=False)
    for axis, (title, picture) in zip(axes[0], pictures.items()):
        axis.imshow(picture, cmap="Blues", alpha=0.7)
        axis.set_title(title)
        axis.axis("off")
        if picture.size <= 36:
            for (h, w), value in np.ndenumerate(picture):
                axis.text(w, h, f"{value:.3g}", ha="center", va="center")
    plt.show()


# %% [markdown]
# Two pictures to play with: a small one whose numbers you can follow by hand, and a house. The darker, the larger
# the number, as in all figures of `show`.

# %%
small = np.arange(1.0, 10.0).reshape(1, 3, 3, 1)

house = np.zeros((1, 24, 24, 1))
for tile in range(8):
    house[0, 4 + tile, 12 - tile : 12 + tile, 0] = 1.0
house[0, 12:21, 6:18, 0] = 0.6
house[0, 15:21, 10:14, 0] = 0.1

show({"small": small[0, :, :, 0], "house": house[0, :, :, 0]})

# %% [markdown]
# ## 1. Zero padding
#
# Each time a filter slides over a picture, the result gets a little smaller, and pixels at the edge are seen
# by fewer windows than pixels in the middle. A frame of zeros around the picture solves both.
#
# With $p$ zeros on each side, rows and columns move by $p$:
#
# $$X_{pad}[i,\; h + p,\; w + p,\; c] = X[i, h, w, c], \qquad \text{and } 0 \text{ everywhere else.}$$
#
# **Task.** Write `zero_pad`. Only height and width (axes 1 and 2) grow, by $2p$ each. The number of examples and
# the number of channels stay as they are.
#
# **Good to know.** `np.pad(array, widths)` takes one pair `(before, after)` *for each axis* of the array. For
# a matrix of 2 rows and 3 columns, `np.pad(matrix, ((1, 4), (0, 0)))` puts one row of zeros above it and four
# below it, and leaves the columns alone.
#
# **Look out.**
# - A single number in place of the pairs pads *every* axis, also examples and channels.
# - `pad` may be 0. Then the result equals `X`.


# %%
def zero_pad(X, pad):
    """Put a frame of zeros around every picture of a batch.

    Args:
        X: The batch, an array of floats of shape (m, n_H, n_W, n_C).
        pad: How many zeros on each side of height and width, an integer, 0 or more.

    Returns:
        The padded batch, a new array of the dtype of X, of shape
        (m, n_H + 2 * pad, n_W + 2 * pad, n_C).
    """
    ### BEGIN SOLUTION
    frame = (pad, pad)
    return np.pad(X, ((0, 0), frame, frame, (0, 0)))
    ### END SOLUTION


# %% [markdown]
# *Try.* With `pad` 1, the 3 × 3 picture should become 5 × 5, with its numbers in the middle.

# %%
with try_it():
    padded = zero_pad(small, 1)
    print("shape before:", small.shape, " after:", padded.shape)
    show({"before": small[0, :, :, 0], "after": padded[0, :, :, 0]})

# %%
check(zero_pad)

# %% [markdown]
# ## 2. One step of a convolution
#
# A filter `W` has the size of one window of the picture, with as many channels. One step puts the filter on the
# window and makes a single number of it: multiply number by number, add up *all* products, over rows, columns and
# channels, and add the filter's bias once.
#
# $$z = \sum_{j=1}^{f} \sum_{k=1}^{f} \sum_{l=1}^{n_{C,prev}} a_{jkl} \, W_{jkl} \; + \; b$$
#
# **Task.** Write `conv_single_step`.
#
# **Good to know.** `b` is an array of shape `(1, 1, 1)` that holds one number. `b.item()` is that number as a
# plain float.
#
# **Look out.**
# - `*` multiplies number by number; `@`, `np.dot` and `np.matmul` do something else.
# - The bias is added once to the sum, not to each of the products.
# - The result is a number, not an array of shape `(1, 1, 1)`.


# %%
def conv_single_step(a_slice_prev, W, b):
    """Apply one filter to one window of the input.

    Args:
        a_slice_prev: The window, an array of floats of shape (f, f, n_C_prev).
        W: The filter's weights, an array of floats of shape (f, f, n_C_prev).
        b: The filter's bias, an array of floats of shape (1, 1, 1).

    Returns:
        Z, a single float: `float` or `np.float64` (`np.float32` for float32 arguments).
    """
    ### BEGIN SOLUTION
    return np.sum(a_slice_prev * W) + b.item()
    ### END SOLUTION


# %% [markdown]
# *Try.* The window holds 1 to 9. The filter picks its middle row with weights 1, 0, −1, so that the sum is
# 4 − 6 = −2; with the bias 10 you should see 8.

# %%
with try_it():
    window = small[0]
    row_filter = np.zeros((3, 3, 1))
    row_filter[1, :, 0] = [1.0, 0.0, -1.0]
    print(conv_single_step(window, row_filter, np.full((1, 1, 1), 10.0)))

# %%
check(conv_single_step)

# %% [markdown]
# ## 3. Convolution, forwards
#
# Now the filter slides. The next cell draws where the window lies for some outputs: output row `h` and column `w`
# come from the window whose *upper left* corner is row `h * stride`, column `w * stride` of the **padded** picture.


# %%
def draw_windows(outputs, stride, side):
    """Draw which window of a padded picture each output (h, w) comes from."""
    _, axes = plt.subplots(1, len(outputs), figsize=(3.4 * len(outputs), 3.6))
    for axis, (h, w) in zip(axes, outputs):
        axis.imshow(np.pad(np.full((5, 6), 0.35), 1), cmap="Blues", vmin=0, vmax=1)
        corner = (w * stride - 0.5, h * stride - 0.5)
        axis.add_patch(
            plt.Rectangle(corner, side, side, facecolor="none", edgecolor="tab:orange", linewidth=3)
        )
        axis.set_title(f"output ({h}, {w})")
        axis.set_xticks(range(8))
        axis.set_yticks(range(7))
    plt.suptitle("5 × 6 pixels, pad 1 (white), stride 2, f 3: the output has 3 rows and 3 columns")
    plt.show()


draw_windows([(0, 0), (0, 1), (1, 2)], stride=2, side=3)

# %% [markdown]
# How many windows fit? Along the height
#
# $$n_H = \left\lfloor \frac{n_{H,prev} - f + 2 \cdot pad}{stride} \right\rfloor + 1,$$
#
# and along the width by the same rule with $n_{W,prev}$. ($\lfloor\;\rfloor$ means: round down.) There are as many
# output channels as filters, $n_C$: filter number `c` is `W[:, :, :, c]`, with the bias `b[:, :, :, c]`, and makes
# channel `c`.
#
# **Task.** Write `conv_forward`:
#
# 1. Read `stride` and `pad` from the dictionary `hparameters`, and the sizes from the shapes.
# 2. Work out `n_H` and `n_W`, and make an array of zeros for the output.
# 3. Pad the input with `zero_pad`.
# 4. For each example, output row, output column and filter: cut the window out of the padded example, all of its
#    channels, and apply `conv_single_step` to it.
# 5. Return the output and the cache, which the backward pass will need: the tuple `(A_prev, W, b, hparameters)`,
#    all four as they came in.
#
# **Look out.**
# - Slide over the *padded* input, but put the *unpadded* one into the cache.
# - The loop runs over output positions `0 ... n_H - 1`. The stride enters when you work out the corner.
# - A window ends `f` behind its corner, whatever the stride.
# - Sizes are integers: `//` rounds down, `/` makes floats.
# - Height and width need not be equal.


# %%
def conv_forward(A_prev, W, b, hparameters):
    """Convolve a batch with n_C filters.

    Args:
        A_prev: The input, an array of floats of shape (m, n_H_prev, n_W_prev, n_C_prev).
        W: The filters, an array of floats of shape (f, f, n_C_prev, n_C).
        b: Their biases, an array of floats of shape (1, 1, 1, n_C).
        hparameters: {"stride": int, 1 or more; "pad": int, 0 or more}.

    Returns:
        Z, an array of floats of shape (m, n_H, n_W, n_C); and the cache, the tuple
        (A_prev, W, b, hparameters).
    """
    ### BEGIN SOLUTION
    step, f = hparameters["stride"], W.shape[0]
    padded_batch = zero_pad(A_prev, hparameters["pad"])
    rows, columns = ((size - f) // step + 1 for size in padded_batch.shape[1:3])
    Z = np.zeros((len(A_prev), rows, columns, W.shape[3]))
    for i, h, w, c in np.ndindex(*Z.shape):
        piece = padded_batch[i, h * step : h * step + f, w * step : w * step + f]
        Z[i, h, w, c] = conv_single_step(piece, W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)
    ### END SOLUTION


# %% [markdown]
# *Try.* Two filters look for edges in the house: one answers where the numbers change from left to right, the other
# where they change from top to bottom. With pad 1 and stride 1 the size stays 24 × 24. The darker, the larger the
# number: here 0 is a shade in between, and negative numbers are lighter.

# %%
with try_it():
    edges = np.zeros((3, 3, 1, 2))
    edges[:, :, 0, 0] = [[1, 0, -1], [2, 0, -2], [1, 0, -1]]
    edges[:, :, 0, 1] = edges[:, :, 0, 0].T
    found, _ = conv_forward(house, edges, np.zeros((1, 1, 1, 2)), {"pad": 1, "stride": 1})
    print("shape:", found.shape)
    show({"house": house[0, :, :, 0], "left to right": found[0, :, :, 0], "top to bottom": found[0, :, :, 1]})

# %%
check(conv_forward)

# %% [markdown]
# ## 4. Pooling, forwards
#
# A pooling layer has no weights. It slides a window over each channel, with the same corners as before, and keeps
# one number of each window: its largest (`"max"`) or its mean (`"average"`). There is no padding, so
#
# $$n_H = \left\lfloor \frac{n_{H,prev} - f}{stride} \right\rfloor + 1, \qquad
#   n_W = \left\lfloor \frac{n_{W,prev} - f}{stride} \right\rfloor + 1, \qquad n_C = n_{C,prev}.$$
#
# **Task.** Write `pool_forward`. The cache is the tuple `(A_prev, hparameters)`, both as they came in.
#
# **Good to know.** `np.max` and `np.mean`. If you cut windows for all examples and channels at once, they take an
# `axis`, which may be a pair of axes.
#
# **Look out.**
# - Each channel of each example is pooled **by itself**.
# - All numbers of a window may be negative; then the maximum is negative too.
# - Without the argument `mode` it is `"max"`.


# %%
def pool_forward(A_prev, hparameters, mode="max"):
    """Pool a batch, each channel of each example by itself.

    Args:
        A_prev: The input, an array of floats of shape (m, n_H_prev, n_W_prev, n_C).
        hparameters: {"f": int, the side of the window; "stride": int}, both 1 or more.
        mode: "max" or "average".

    Returns:
        A, an array of floats of shape (m, n_H, n_W, n_C); and the cache, the tuple
        (A_prev, hparameters).
    """
    ### BEGIN SOLUTION
    f, step = hparameters["f"], hparameters["stride"]
    rows, columns = ((size - f) // step + 1 for size in A_prev.shape[1:3])
    A = np.zeros((len(A_prev), rows, columns, A_prev.shape[3]))
    keep = np.max if mode == "max" else np.mean
    for h, w in np.ndindex(rows, columns):
        piece = A_prev[:, h * step : h * step + f, w * step : w * step + f]
        A[:, h, w] = keep(piece, axis=(1, 2))
    return A, (A_prev, hparameters)
    ### END SOLUTION


# %% [markdown]
# *Try.* Windows of 2 × 2 on the small picture, with stride 1: the maxima are 5, 6, 8, 9 and the means 3, 4, 6, 7.
# The house shrinks to a third.

# %%
with try_it():
    largest, _ = pool_forward(small, {"f": 2, "stride": 1})
    means, _ = pool_forward(small, {"f": 2, "stride": 1}, mode="average")
    show({"small": small[0, :, :, 0], "max": largest[0, :, :, 0], "average": means[0, :, :, 0]})
    largest, _ = pool_forward(house, {"f": 3, "stride": 3})
    means, _ = pool_forward(house, {"f": 3, "stride": 3}, mode="average")
    show({"house": house[0, :, :, 0], "max": largest[0, :, :, 0], "average": means[0, :, :, 0]})

# %%
check(pool_forward)

# %% [markdown]
# ## 5. Convolution, backwards
#
# While a network learns, the error travels back through its layers. A layer gets the gradient of the cost with
# respect to its *output*, `dZ`, and has to answer with the gradients with respect to everything that it used: its
# input (`dA_prev`), its weights (`dW`) and its biases (`db`).
#
# On the way forwards each output was
#
# $$Z_{ihwc} = \sum (\text{window of example } i \text{ at } h, w) \cdot W_c + b_c .$$
#
# If a number of the window grows by a little, $Z_{ihwc}$ grows by that much times the weight above it; if a weight
# grows, $Z_{ihwc}$ grows by that much times the number below it; if the bias grows, $Z_{ihwc}$ grows by the same.
# Windows overlap, and outputs share filters and biases, so the gradients of all outputs are added up:
#
# $$dA_{pad}[\text{window of } i \text{ at } h, w] \mathrel{+}= W_c \cdot dZ_{ihwc}$$
#
# $$dW_c \mathrel{+}= (\text{window of } i \text{ at } h, w) \cdot dZ_{ihwc}$$
#
# $$db_c \mathrel{+}= dZ_{ihwc}$$
#
# **Task.** Write `conv_backward`:
#
# 1. Take the cache apart, and pad `A_prev` as on the way forwards.
# 2. Make arrays of zeros for the three gradients; that of the input in the *padded* size.
# 3. For each example, output row, output column and filter, do the three additions above. The windows are those of
#    `conv_forward`.
# 4. Cut the frame off the input's gradient: what the zeros of the frame would like to change does not matter.
#
# **Look out.**
# - Windows overlap, so *add* to what is already there. Pixels that no window reaches get 0.
# - `db` has the shape of `b`: `(1, 1, 1, n_C)`.
# - Rows `pad` to `pad + n_H_prev` are the picture without its frame. The shorter `[pad:-pad]` is empty for pad 0.


# %%
def conv_backward(dZ, cache):
    """Send the gradient of a convolution's output back to its input, weights and biases.

    Args:
        dZ: The gradient of the cost with respect to Z, an array of floats of shape
            (m, n_H, n_W, n_C).
        cache: What `conv_forward` returned: (A_prev, W, b, hparameters).

    Returns:
        dA_prev, dW and db, arrays of floats of the shapes of A_prev, which is
        (m, n_H_prev, n_W_prev, n_C_prev), W (f, f, n_C_prev, n_C) and b (1, 1, 1, n_C).
    """
    ### BEGIN SOLUTION
    A_prev, W, b, hparameters = cache
    step, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    padded_batch = zero_pad(A_prev, pad)
    dA_padded, dW, db = (np.zeros(array.shape) for array in (padded_batch, W, b))
    for i, h, w, c in np.ndindex(*dZ.shape):
        place = (i, slice(h * step, h * step + f), slice(w * step, w * step + f))
        dA_padded[place] += W[..., c] * dZ[i, h, w, c]
        dW[..., c] += padded_batch[place] * dZ[i, h, w, c]
        db[..., c] += dZ[i, h, w, c]
    rows, columns = A_prev.shape[1:3]
    return dA_padded[:, pad : pad + rows, pad : pad + columns], dW, db
    ### END SOLUTION


# %% [markdown]
# *Try.* A gradient says how much the cost changes when one number changes a little. Let the cost be the sum of all
# outputs (then every number of `dZ` is 1), change one number, go forwards again, and compare. Both columns should
# agree.

# %%
with try_it():
    random = np.random.default_rng(3)
    arrays = {
        "A_prev": random.normal(size=(2, 4, 5, 2)),
        "W": random.normal(size=(3, 3, 2, 2)),
        "b": random.normal(size=(1, 1, 1, 2)),
    }
    settings = {"pad": 1, "stride": 2}
    outputs, kept = conv_forward(**arrays, hparameters=settings)
    gradients = conv_backward(np.ones(outputs.shape), kept)
    for (name, array), gradient in zip(arrays.items(), gradients):
        where = tuple(size // 2 for size in array.shape)
        nudged = array.copy()
        nudged[where] += 0.001
        changed, _ = conv_forward(**{**arrays, name: nudged}, hparameters=settings)
        tried = np.sum(changed - outputs) / 0.001
        print(f"d{name}{list(where)}: yours {gradient[where]:9.5f}, by trying {tried:9.5f}")

# %%
check(conv_backward)

# %% [markdown]
# ## 6. Pooling, backwards: who was the maximum?
#
# In max pooling only one number of each window made it through. It alone could have changed the output, so it gets
# the whole gradient, and the others get nothing. To find it again, make a *mask*:
#
# $$\begin{pmatrix} 1 & 3 \\ 4 & 2 \end{pmatrix} \longrightarrow
#   \begin{pmatrix} \text{False} & \text{False} \\ \text{True} & \text{False} \end{pmatrix}$$
#
# **Task.** Write `create_mask_from_window`. You need not think about windows with two equal maxima.
#
# **Look out.** The mask tells *where* the maximum is: `True` and `False`, not the numbers themselves. Numbers may
# be negative.


# %%
def create_mask_from_window(x):
    """Mark the maximum of a window.

    Args:
        x: The window, an array of floats of shape (n_H, n_W); for pooling both are f.

    Returns:
        An array of bool of the shape of x: True where x has its maximum, False elsewhere.
    """
    ### BEGIN SOLUTION
    return x == x.max()
    ### END SOLUTION


# %% [markdown]
# *Try.* The matrix from above: `True` should stand at the 4.

# %%
with try_it():
    print(create_mask_from_window(np.array([[1.0, 3.0], [4.0, 2.0]])))

# %%
check(create_mask_from_window)

# %% [markdown]
# ## 7. Pooling, backwards: equal shares
#
# In average pooling every number of a window had the same say. Each gets the same share of the gradient $dz$:
#
# $$\frac{dz}{n_H \cdot n_W}$$
#
# **Task.** Write `distribute_value`.
#
# **Look out.** `shape` may be any pair: `(2, 5)` has ten entries.


# %%
def distribute_value(dz, shape):
    """Share a number out equally.

    Args:
        dz: The number, a float or an int.
        shape: The shape of the result, a tuple (n_H, n_W).

    Returns:
        An array of floats of that shape, with equal entries that add up to dz.
    """
    ### BEGIN SOLUTION
    return np.ones(shape) * dz / np.prod(shape)
    ### END SOLUTION


# %% [markdown]
# *Try.* Six entries share 3: each should be 0.5.

# %%
with try_it():
    print(distribute_value(3, (2, 3)))

# %%
check(distribute_value)

# %% [markdown]
# ## 8. Pooling, backwards
#
# Put the two together. For each number of `dA` go to the window that it came from, and add to the same window of
# `dA_prev`
#
# - for `"max"`: the mask of that window **of `A_prev`**, times the number,
# - for `"average"`: the number, shared out over $f \times f$ entries.
#
# **Task.** Write `pool_backward`. The cache is the one that `pool_forward` returned, `(A_prev, hparameters)`.
#
# **Look out.**
# - The windows are those of `pool_forward`: the stride counts here too.
# - Windows may overlap: add. Pixels that no window reaches get 0.
# - One channel of one example at a time: the mask is made of a 2-D window.
# - `dA_prev` has the shape of `A_prev`.


# %%
def pool_backward(dA, cache, mode="max"):
    """Send the gradient of a pooling layer's output back to its input.

    Args:
        dA: The gradient of the cost with respect to A, an array of floats of shape
            (m, n_H, n_W, n_C).
        cache: What `pool_forward` returned: (A_prev, hparameters).
        mode: "max" or "average", as on the way forwards.

    Returns:
        dA_prev, an array of floats of the shape of A_prev, (m, n_H_prev, n_W_prev, n_C).
    """
    ### BEGIN SOLUTION
    A_prev, hparameters = cache
    f, step = hparameters["f"], hparameters["stride"]
    dA_prev = np.zeros(A_prev.shape)
    for (i, h, w, c), gradient in np.ndenumerate(dA):
        place = (i, slice(h * step, h * step + f), slice(w * step, w * step + f), c)
        if mode == "max":
            dA_prev[place] += create_mask_from_window(A_prev[place]) * gradient
        else:
            dA_prev[place] += distribute_value(gradient, (f, f))
    return dA_prev
    ### END SOLUTION


# %% [markdown]
# *Try.* Four windows of 2 × 2, stride 1, each with the gradient 1. For `"max"` every window gives its 1 to its lower
# right corner, for `"average"` every pixel of a window gets a quarter, and the pixel in the middle, which is in all
# four windows, gets 1.

# %%
with try_it():
    ones = np.ones((1, 2, 2, 1))
    for_max = pool_backward(ones, (small, {"f": 2, "stride": 1}), mode="max")
    for_mean = pool_backward(ones, (small, {"f": 2, "stride": 1}), mode="average")
    show({"small": small[0, :, :, 0], "max": for_max[0, :, :, 0], "average": for_mean[0, :, :, 0]})

# %%
check(pool_backward)

# %% [markdown]
# ## Everything
#
# `check()` looks at all functions at once and shows your progress. Before you submit, restart the kernel and
# run the notebook from top to bottom, so that nothing depends on a cell that you have changed or deleted since.

# %%
check()
