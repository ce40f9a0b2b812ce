# %% [markdown]
# # Convolutional networks with Keras
#
# Writing convolutions by hand shows how they work. To build networks with them you take the layers that a library
# has. In this notebook you build two classifiers with Keras:
#
# 1. `happyModel`, which tells smiling faces from others, with the **Sequential API**: a list of layers, one behind
#    the other;
# 2. `convolutional_model`, which counts the fingers of a hand, with the **Functional API**: layers are called like
#    functions, so that a network may fork and join.
#
# **How to work.** Below each task there are cells to *write* your code (where it says `# YOUR CODE HERE`; delete the
# line `raise NotImplementedError`, and leave the function's name and its arguments as they are), to *try* it and
# look at what comes out, and to *check* it. `check(...)` compares your model layer by layer with what is asked for.
# Other cases stay hidden until your notebook is graded: there every weight is set by a rule, and what your model
# makes of some pictures is compared. The line `with try_it():` lets a cell pass as long as a function that it needs
# is not written yet. Each of the two functions is worth 50 points; you need 80 of 100 to pass, unless your
# course says otherwise.
#
# The pictures are drawn by this notebook; nothing is downloaded. Red lines about oneDNN or CUDA are not errors.
#
# `check` is a part of the grader. If Python can't import it, put the wheel that your course gives you (`*.whl`) beside
# this notebook, and run this line in a cell of its own, with the name of the wheel: `%pip install -q NAME.whl`. Then
# restart the kernel.

# %%
### v1.1: the version of this notebook; the grader looks for this line
import os
from contextlib import contextmanager

import matplotlib.pyplot as plt
import numpy as np

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow should tell less about the machine
import tensorflow as tf
import tensorflow.keras.layers as tfl

from grader import check


@contextmanager
def try_it():
    """Run the lines below it; say so if they need a function that is not there yet."""
    try:
        yield
    except NotImplementedError:
        print("Not yet: this cell needs a function that you have still to write.")


# %% [markdown]
# ## What goes in
#
# A batch of pictures is an array of shape `(m, n_H, n_W, n_C)`: number of examples, height, width, channels. Here
# each picture has 64 × 64 pixels in 3 channels (red, green, blue), as `float32` numbers from 0 to 1. Keras leaves
# the `m` out when it asks for a shape: the shape of *one* picture is `(64, 64, 3)`. In its tables it writes `None`
# in place of `m`.

# %%
ROWS, COLUMNS = np.mgrid[0:64, 0:64]


def inside(row, column, height, width):
    """Return which pixels lie in an ellipse, an array of bool of shape (64, 64)."""
    return ((ROWS - row) / height) ** 2 + ((COLUMNS - column) / width) ** 2 <= 1


def canvases(m, random):
    """Return m noisy pictures of one colour each, an array of shape (m, 64, 64, 3)."""
    return random.uniform(0.0, 0.4, (m, 1, 1, 3)) + random.uniform(0.0, 0.1, (m, 64, 64, 3))


def draw_faces(m, seed):
    """Draw m faces (m, 64, 64, 3), with labels (m, 1): 1.0 for a smile, 0.0 for none."""
    random = np.random.default_rng(seed)
    pictures, smiles = canvases(m, random), np.arange(m) % 2
    for picture, smile in zip(pictures, smiles):
        row, column = random.integers(29, 36, 2)
        picture[inside(row, column, 24, 20)] = random.uniform(0.6, 1.0, 3)
        for side in (-8, 8):
            picture[inside(row - 7, column + side, 3, 3)] = 0.0
        bend = (COLUMNS - column) ** 2 / 16 - 3
        mouth = np.abs(ROWS - row - 10 + (bend if smile else -bend)) < 2
        picture[mouth & (np.abs(COLUMNS - column) < 10)] = 0.0
    return pictures.astype(np.float32), smiles.astype(np.float32).reshape(m, 1)


def draw_hands(m, seed):
    """Draw m hands (m, 64, 64, 3), with labels (m, 6): a 1.0 at the number of fingers."""
    random = np.random.default_rng(seed)
    pictures, fingers = canvases(m, random), np.arange(m) % 6
    for picture, count in zip(pictures, fingers):
        colour = random.uniform(0.6, 1.0, 3)
        column = random.integers(29, 36)
        picture[inside(47, column, 13, 17)] = colour
        for place in random.permutation(5)[:count]:
            picture[inside(27, column + 7 * place - 14, 17, 2.5)] = colour
    return pictures.astype(np.float32), np.eye(6, dtype=np.float32)[fingers]


def show(pictures, titles):
    """Draw pictures of shape (n_H, n_W, n_C) in a row."""
    _, axes = plt.subplots(1, len(pictures), figsize=(1.8 * len(pictures), 2.1))
    for axis, picture, title in zip(axes, pictures, titles):
        axis.imshow(np.clip(picture, 0.0, 1.0))
        axis.set_title(title)
        axis.axis("off")
    plt.show()


faces, smiles = draw_faces(240, seed=1)
hands, fingers = draw_hands(480, seed=2)
print("faces:", faces.shape, faces.dtype, " smiles:", smiles.shape)
print("hands:", hands.shape, hands.dtype, " fingers:", fingers.shape)
show(faces[:6], [f"smile: {int(label[0])}" for label in smiles])
show(hands[:6], [f"fingers: {np.argmax(label)}" for label in fingers])

# %% [markdown]
# ## 1. The Sequential API
#
# `tf.keras.Sequential` takes a list of layers; what one puts out goes into the next. This example is for grey
# pictures of 28 × 28 pixels and ten classes. It is *not* the network that you are to build; look at how it is
# written, and at the table that `summary()` prints.

# %%
digits_model = tf.keras.Sequential(
    [
        tf.keras.Input(shape=(28, 28, 1)),
        tfl.Conv2D(filters=6, kernel_size=5, activation="tanh"),
        tfl.GlobalAveragePooling2D(),
        tfl.Dense(units=10, activation="softmax"),
    ]
)
digits_model.summary()

# %% [markdown]
# How large is what a layer puts out, and how many numbers does it learn? With filters of $f \times f$ pixels:
#
# $$n_H = \left\lfloor \frac{n_{H,prev} + 2 \cdot pad - f}{stride} \right\rfloor + 1 \qquad
#   \text{parameters of a convolution} = (f \cdot f \cdot n_{C,prev} + 1) \cdot n_C$$
#
# In the example: $(28 - 5) / 1 + 1 = 24$ rows and $(5 \cdot 5 \cdot 1 + 1) \cdot 6 = 156$ parameters.
#
# The names that Keras has for settings (a number stands for both directions; `help(tfl.Conv2D)` tells more):
#
# | layer | settings |
# |---|---|
# | `ZeroPadding2D` | `padding`: how many zeros on each side |
# | `Conv2D` | `filters`: how many; `kernel_size`: their side; `strides`; `padding`: `"valid"` or `"same"`; `activation` |
# | `BatchNormalization` | `axis` |
# | `MaxPooling2D` | `pool_size`: the side of the window; `strides`; `padding` |
# | `Dense` | `units`; `activation` |
# | `ReLU`, `Flatten` | none; `tfl.ReLU()` |
#
# **Task.** Write `happyModel`. It takes pictures of shape `(64, 64, 3)` and has these seven layers, in this order:
#
# | | layer | settings | puts out | parameters |
# |---|---|---|---|---|
# | 1 | `ZeroPadding2D` | 3 zeros on each side | 70 × 70 × 3 | 0 |
# | 2 | `Conv2D` | 32 filters of 7 × 7, stride 1, padding `"valid"` (none), no activation | 64 × 64 × 32 | 4,736 |
# | 3 | `BatchNormalization` | along the channels: `axis=3` | 64 × 64 × 32 | 128 |
# | 4 | `ReLU` | | 64 × 64 × 32 | 0 |
# | 5 | `MaxPooling2D` | as it comes: windows of 2 × 2, stride 2, padding `"valid"` | 32 × 32 × 32 | 0 |
# | 6 | `Flatten` | | 32,768 | 0 |
# | 7 | `Dense` | 1 unit with activation `"sigmoid"` | 1 | 32,769 |
#
# Together 37,633 parameters, of which 64 are averages that BatchNormalization keeps, rather than weights that are
# trained. All settings that the table does not name stay as Keras has them.
#
# The sigmoid, $\sigma(z) = 1 / (1 + e^{-z})$, makes a number between 0 and 1: how sure the model is of a smile.
#
# **Look out.**
# - The zeros come from layer 1. With `padding="same"` in the convolution as well, there would be too many.
# - The activation comes *after* the normalisation: so ReLU is a layer of its own here.
# - Give the shape of the input, with `tf.keras.Input(shape=...)` as the first entry of the list. Otherwise the model
#   has no sizes, and no summary, until it sees a picture.
# - Return the model. Compiling and training are done below.


# %%
def happyModel():
    """Build the classifier of smiling faces.

    Returns:
        A `tf.keras.Sequential` model, not compiled: from float32 pictures of shape
        (m, 64, 64, 3) to float32 probabilities of shape (m, 1).
    """
    ### BEGIN SOLUTION
    return tf.keras.Sequential(
        [
            tf.keras.Input(shape=(64, 64, 3)),
            tfl.ZeroPadding2D(padding=3),
            tfl.Conv2D(filters=32, kernel_size=7, strides=1, padding="valid"),
            tfl.BatchNormalization(axis=3),
            tfl.ReLU(),
            tfl.MaxPooling2D(pool_size=2),
            tfl.Flatten(),
            tfl.Dense(units=1, activation="sigmoid"),
        ]
    )
    ### END SOLUTION


# %% [markdown]
# *Try.* Compare the table with the one above, row by row.

# %%
with try_it():
    happyModel().summary()

# %%
check(happyModel)

# %% [markdown]
# *Try.* Does it learn? Training takes some seconds: 200 faces to learn from, 40 others to see how well it does.

# %%
with try_it():
    tf.keras.utils.set_random_seed(1)
    happy_model = happyModel()
    happy_model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    happy_model.fit(faces[:200], smiles[:200], epochs=8, batch_size=16, verbose=2)
    _, accuracy = happy_model.evaluate(faces[200:], smiles[200:], verbose=0)
    print(f"right for {accuracy:.0%} of the other faces")
    show(faces[200:206], [f"smile: {p[0]:.2f}" for p in happy_model.predict(faces[200:206], verbose=0)])

# %% [markdown]
# ## 2. The Functional API
#
# A list of layers is enough while each layer has one input and one output. The Functional API can do more: a layer is
# called with what it is to work on, and returns what it puts out. You name the pieces, and at the end you make a
# model of the first and the last. The same example again, not yet the network that you are to build:

# %%
pixels = tf.keras.Input(shape=(28, 28, 1))
features = tfl.Conv2D(filters=6, kernel_size=5, activation="tanh")(pixels)
means = tfl.GlobalAveragePooling2D()(features)
digit = tfl.Dense(units=10, activation="softmax")(means)
digits_model = tf.keras.Model(inputs=pixels, outputs=digit)
digits_model.summary()

# %% [markdown]
# **Task.** Write `convolutional_model`. It takes the shape of one picture, and has these layers behind its
# input. The sizes are those for `(64, 64, 3)`:
#
# | | layer | settings | puts out | parameters |
# |---|---|---|---|---|
# | | `tf.keras.Input` | of shape `input_shape` | 64 × 64 × 3 | 0 |
# | 1 | `Conv2D` | 8 filters of 4 × 4, stride 1, padding `"same"`, no activation | 64 × 64 × 8 | 392 |
# | 2 | `ReLU` | | 64 × 64 × 8 | 0 |
# | 3 | `MaxPooling2D` | windows of 8 × 8, stride 8, padding `"same"` | 8 × 8 × 8 | 0 |
# | 4 | `Conv2D` | 16 filters of 2 × 2, stride 1, padding `"same"`, no activation | 8 × 8 × 16 | 528 |
# | 5 | `ReLU` | | 8 × 8 × 16 | 0 |
# | 6 | `MaxPooling2D` | windows of 4 × 4, stride 4, padding `"same"` | 2 × 2 × 16 | 0 |
# | 7 | `Flatten` | | 64 | 0 |
# | 8 | `Dense` | 6 units with activation `"softmax"` | 6 | 390 |
#
# Together 1,310 parameters. All settings that the table does not name stay as Keras has them.
#
# With padding `"same"`, Keras adds as many zeros as it takes for the output to have
# $n_H = \lceil n_{H,prev} / stride \rceil$ rows ($\lceil\;\rceil$ means: round up), and columns by the same rule.
#
# The softmax makes six numbers that are positive and add up to 1: how sure the model is of each class,
#
# $$\text{softmax}(z)_k = \frac{e^{z_k}}{\sum_{l=1}^{6} e^{z_l}} .$$
#
# **Look out.**
# - Two pairs of brackets: the first makes the layer, the second calls it.
# - Pooling too has `padding="same"` here, and both `pool_size` and `strides` are given.
# - Use the argument `input_shape`: the model must also work for pictures of another size.
# - Each layer goes on with what the one before it returned.


# %%
def convolutional_model(input_shape):
    """Build the classifier of hands.

    Args:
        input_shape: The shape of one picture, a tuple (n_H, n_W, n_C) of integers.

    Returns:
        A `tf.keras.Model`, not compiled: from float32 pictures of shape
        (m, n_H, n_W, n_C) to float32 probabilities of shape (m, 6).
    """
    ### BEGIN SOLUTION
    picture = tf.keras.Input(shape=input_shape)
    X = picture
    for filters, size, pool in ((8, 4, 8), (16, 2, 4)):
        X = tfl.Conv2D(filters, size, strides=1, padding="same")(X)
        X = tfl.ReLU()(X)
        X = tfl.MaxPooling2D(pool_size=pool, strides=pool, padding="same")(X)
    classes = tfl.Dense(6, activation="softmax")(tfl.Flatten()(X))
    return tf.keras.Model(inputs=picture, outputs=classes)
    ### END SOLUTION


# %% [markdown]
# *Try.* Compare the first table with the one above, row by row. The second is for another shape: it should begin with
# 40 × 56 × 1, and pooling should leave 5 × 7 × 8 and then 2 × 2 × 16.

# %%
with try_it():
    convolutional_model((64, 64, 3)).summary()
    convolutional_model((40, 56, 1)).summary()

# %%
check(convolutional_model)

# %% [markdown]
# *Try.* Train it on 420 hands, and look at how it does on 60 others as it goes. Guessing would be right for
# one hand in six.

# %%
with try_it():
    tf.keras.utils.set_random_seed(1)
    hands_model = convolutional_model((64, 64, 3))
    hands_model.compile(
        optimizer=tf.keras.optimizers.Adam(learning_rate=0.01),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    others = (hands[420:], fingers[420:])
    history = hands_model.fit(
        hands[:420], fingers[:420], validation_data=others, epochs=20, verbose=0
    ).history
    plt.plot(history["accuracy"], label="hands to learn from")
    plt.plot(history["val_accuracy"], label="other hands")
    plt.xticks(range(0, 20, 2))
    plt.xlabel("epoch")
    plt.ylabel("share of right answers")
    plt.legend()
    plt.show()
    guesses = np.argmax(hands_model.predict(hands[420:426], verbose=0), axis=1)
    show(hands[420:426], [f"guess: {guess}" for guess in guesses])

# %% [markdown]
# ## Everything
#
# `check()` looks at both functions at once and shows your progress. Before you submit, restart the kernel and
# run the notebook from top to bottom, so that nothing depends on a cell that you have changed or deleted since.

# %%
check()
