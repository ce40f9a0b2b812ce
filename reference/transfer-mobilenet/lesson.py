# %% [markdown]
# # Transfer learning with MobileNetV2
#
# You want to tell pictures of alpacas from others, and have a few dozen pictures. That is far too little to train a
# deep network from scratch. But networks that have seen millions of other pictures already know what edges, fur and
# legs look like. *Transfer learning* keeps what such a network knows, and trains a new last layer on top of it.
#
# You write three things:
#
# 1. `data_augmenter`, which makes more out of few pictures by flipping and turning them;
# 2. `alpaca_model`, a classifier on top of MobileNetV2, which stays as it is;
# 3. the *fine-tuning*: then the upper layers of MobileNetV2 may change a little too.
#
# **How to work.** Below each task there are cells to *write* your code (where it says `# YOUR CODE HERE`; in
# functions, delete the line `raise NotImplementedError`, and leave the function's name and its arguments as they
# are), to *try* it and look at what comes out, and to *check* it. `check(...)` compares your layers and settings with
# what is asked for. Other cases stay hidden until your notebook is graded. The line `with try_it():` lets a cell
# pass as long as a function that it needs is not written yet. `data_augmenter` is worth 30 points, `alpaca_model` 50 and
# the fine-tuning 20; you need 80 of 100 to pass, unless your course says otherwise.
#
# `check` is a part of the grader. If Python can't import it, put the wheel that your course gives you (`*.whl`) beside
# this notebook, and run this line in a cell of its own, with the name of the wheel: `%pip install -q NAME.whl`. Then
# restart the kernel. Red lines about oneDNN or CUDA are not errors.

# %%
### v2.0: the version of this notebook; the grader looks for this line
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
# ## The pictures
#
# A batch of pictures is an array of shape `(m, n_H, n_W, n_C)`: number of examples, height, width, channels. Here each
# picture has 160 × 160 pixels and 3 channels, as `float32` numbers **from 0 to 255**. The labels have shape `(m, 1)`:
# 1 for an alpaca, 0 for something else. So that this notebook needs no data, it draws the pictures; with photographs
# everything below stays the same.

# %%
IMG_SIZE = (160, 160)
ROWS, COLUMNS = np.mgrid[0:160, 0:160]


def inside(row, column, height, width):
    """Return which pixels lie in an ellipse, an array of bool of shape (160, 160)."""
    return ((ROWS - row) / height) ** 2 + ((COLUMNS - column) / width) ** 2 <= 1


def between(top, bottom, left, right):
    """Return which pixels lie in a rectangle, an array of bool of shape (160, 160)."""
    return (ROWS >= top) & (ROWS < bottom) & (COLUMNS >= left) & (COLUMNS < right)


def draw_alpaca(picture, column, random):
    """Draw a woolly animal with a long neck."""
    wool = random.uniform(170, 240, 3) + random.normal(0, 25, (160, 160, 1))
    shape = (
        inside(95, column, 24, 36)
        | between(45, 95, column + 20, column + 34)
        | inside(42, column + 31, 11, 15)
    )
    for leg in (-26, -12, 10, 24):
        shape |= between(105, 145, column + leg, column + leg + 7)
    shape |= between(20, 38, column + 22, column + 26) | between(20, 38, column + 32, column + 36)
    picture[shape] = wool[shape]
    picture[inside(40, column + 36, 2, 2)] = 0


def draw_car(picture, column, random):
    """Draw something that is no alpaca."""
    picture[between(85, 120, column - 50, column + 50) | between(60, 85, column - 25, column + 30)] = (
        random.uniform(60, 255, 3)
    )
    picture[between(66, 82, column - 18, column + 23)] = 200
    picture[inside(120, column - 28, 14, 14) | inside(120, column + 28, 14, 14)] = 20


def draw_pictures(m, seed):
    """Draw m pictures (m, 160, 160, 3), float32 from 0 to 255, with labels (m, 1)."""
    random = np.random.default_rng(seed)
    pictures = np.ones((m, 160, 160, 3)) * random.uniform(40, 160, (m, 1, 1, 3))
    labels = np.arange(m) % 2
    for picture, label in zip(pictures, labels):
        picture[110:] = random.uniform(40, 120, 3)
        draw = draw_alpaca if label else draw_car
        draw(picture, random.integers(60, 100), random)
    pictures += random.normal(0, 8, pictures.shape)
    return np.clip(pictures, 0, 255).astype(np.float32), labels.astype(np.float32).reshape(m, 1)


def show(pictures, titles):
    """Draw pictures of shape (n_H, n_W, 3) with numbers from 0 to 255 in a row."""
    _, axes = plt.subplots(1, len(pictures), figsize=(1.9 * len(pictures), 2.2))
    for axis, picture, title in zip(axes, pictures, titles):
        axis.imshow(np.clip(np.array(picture), 0, 255).astype(np.uint8))
        axis.set_title(title)
        axis.axis("off")
    plt.show()


pictures, labels = draw_pictures(64, seed=1)
print("pictures:", pictures.shape, pictures.dtype, " labels:", labels.shape)
show(pictures[:6], ["alpaca" if label else "no alpaca" for label in labels])

# %% [markdown]
# ## 1. More pictures out of few
#
# An alpaca that looks to the left is one that looks to the right in a mirror, and one that is tilted is still an
# alpaca. Keras has layers that change pictures at random while a model is *trained*, and let them through unchanged
# when it is *used*.
#
# **Task.** Write `data_augmenter`. It returns a `tf.keras.Sequential` model of exactly two layers, in this order:
#
# | | layer | settings |
# |---|---|---|
# | 1 | `RandomFlip` | `mode` `"horizontal"`: left and right change places |
# | 2 | `RandomRotation` | `factor` 0.2: by up to 20 % of a full turn, to either side |
#
# Both are in `tensorflow.keras.layers`, here imported as `tfl`. All other settings stay as Keras has them. A
# `Sequential` model is made of a list of layers, or gets them one by one by its method `add`.
#
# **Look out.**
# - `"vertical"` would turn alpacas upside down.
# - The factor is part of a full turn, not degrees: 0.2 are up to 72°.
# - The model needs no input layer; it takes pictures of any size.


# %%
def data_augmenter():
    """Build the model that flips and turns pictures at random.

    Returns:
        A `tf.keras.Sequential` model of two layers: from float32 pictures of shape
        (m, n_H, n_W, 3) to float32 pictures of the same shape.
    """
    ### BEGIN SOLUTION
    augmenter = tf.keras.Sequential()
    augmenter.add(tfl.RandomFlip(mode="horizontal"))
    augmenter.add(tfl.RandomRotation(factor=0.2))
    return augmenter
    ### END SOLUTION


# %% [markdown]
# *Try.* One alpaca, six times. Some should look to the left, all should be tilted by different angles. (Keras fills
# the corners with a reflection.)

# %%
with try_it():
    tf.keras.utils.set_random_seed(2)
    augmenter = data_augmenter()
    show([augmenter(pictures[1:2], training=True)[0] for _ in range(6)], ["alpaca"] * 6)

# %%
check(data_augmenter)

# %% [markdown]
# ## 2. A classifier on top of MobileNetV2
#
# MobileNetV2 was made for phones: few parameters, little to compute. Each of its blocks widens the number of channels,
# filters each channel by itself (a *depthwise* convolution), and narrows the number of channels again, with a shortcut
# from one narrow place to the next.
#
# `tf.keras.applications.MobileNetV2` builds it. `include_top=False` leaves away its last layers, which tell the 1000
# classes of ImageNet apart. What remains turns a picture of 160 × 160 pixels into 5 × 5 places with 1280 numbers each.
#
# It expects numbers from −1 to 1. This function makes them from pictures with numbers from 0 to 255, by
# $x / 127.5 - 1$:

# %%
preprocess_input = tf.keras.applications.mobilenet_v2.preprocess_input

# %% [markdown]
# **Where the weights come from.** Keras downloads the weights that were trained on ImageNet (9 MB) when they are
# asked for by the name `"imagenet"`, and keeps them for next time. If your computer is not connected, the next cell
# sets `WEIGHTS` to `None`, which means random numbers. Then everything below still runs, only that what the model says
# of a picture is not worth much. **Your function is judged as it asks for weights by default: `"imagenet"`.** No
# weights are needed for that.

# %%
WEIGHTS = "imagenet"
try:
    tf.keras.applications.MobileNetV2(input_shape=(*IMG_SIZE, 3), include_top=False, weights=WEIGHTS)
except Exception as error:  # whatever it is: no network, no proxy, no room on the disk
    print("The weights can't be had, so MobileNetV2 starts with random ones.", error, sep="\n")
    WEIGHTS = None

# %% [markdown]
# **How to connect layers.** A layer, or a whole model, is called like a function with what it is to work on, and
# returns what it puts out. At the end you make a model of the first and the last. For instance, with vectors:

# %%
numbers = tf.keras.Input(shape=(8,))
hidden = tfl.Dense(units=4, activation="relu")(numbers)
yes_or_no = tfl.Dense(units=2, activation="softmax")(hidden)
tf.keras.Model(inputs=numbers, outputs=yes_or_no).summary()

# %% [markdown]
# **Task.** Write `alpaca_model`:
#
# 1. Make the base: `MobileNetV2` for pictures of shape `image_shape` with 3 channels, without its top, with the
#    weights that the argument `weights` names.
# 2. Freeze it: set its attribute `trainable` to `False`.
# 3. Connect these, in this order (the sizes are those for 160 × 160):
#
# | | what | settings | puts out | parameters |
# |---|---|---|---|---|
# | | `tf.keras.Input` | of shape (height, width, 3) | 160 × 160 × 3 | 0 |
# | 1 | the argument `data_augmentation` | | 160 × 160 × 3 | 0 |
# | 2 | `preprocess_input` | | 160 × 160 × 3 | 0 |
# | 3 | the base | called with `training=False` | 5 × 5 × 1280 | 2,257,984 |
# | 4 | `GlobalAveragePooling2D` | the mean over the 5 × 5 places | 1280 | 0 |
# | 5 | `Dropout` | `rate` 0.2 | 1280 | 0 |
# | 6 | `Dense` | `units` 1, **no** activation | 1 | 1,281 |
#
# Together 2,259,265 parameters, of which 1,281 are trained.
#
# Why `training=False`? MobileNetV2 has many BatchNormalization layers. With `training=False` they go on using the
# means and variances that they learned from ImageNet, instead of those of our few pictures.
#
# Why no activation? The model's answer is a *logit* $z$, any number; positive means alpaca. The probability is
# $\sigma(z) = 1 / (1 + e^{-z})$. The loss is going to compute that itself (`from_logits=True`), which is more exact.
#
# **Look out.**
# - `image_shape` is `(height, width)`. The channels have to be appended.
# - Use the arguments `image_shape` and `data_augmentation`, not variables of the notebook (`preprocess_input` from
#   above is fine): the model must also work for other sizes and with another augmentation.
# - `preprocess_input` is called on what augmentation returned, before the base sees it.
# - Return a `tf.keras.Model` of the input and of the last output.


# %%
def alpaca_model(image_shape, data_augmentation, weights="imagenet"):
    """Build the classifier of alpacas on top of a frozen MobileNetV2.

    Args:
        image_shape: Height and width of one picture, a tuple (n_H, n_W) of integers.
        data_augmentation: The model that changes pictures at random, as
            `data_augmenter` returns it.
        weights: What MobileNetV2 starts with: "imagenet", or None for random numbers.

    Returns:
        A `tf.keras.Model`, not compiled: from float32 pictures of shape
        (m, n_H, n_W, 3), with numbers from 0 to 255, to float32 logits of shape (m, 1).
    """
    ### BEGIN SOLUTION
    input_shape = (*image_shape, 3)
    base = tf.keras.applications.MobileNetV2(input_shape=input_shape, include_top=False, weights=weights)
    base.trainable = False
    image = tf.keras.Input(shape=input_shape)
    X = preprocess_input(data_augmentation(image))
    X = tfl.GlobalAveragePooling2D()(base(X, training=False))
    logit = tfl.Dense(units=1)(tfl.Dropout(rate=0.2)(X))
    return tf.keras.Model(inputs=image, outputs=logit)
    ### END SOLUTION


# %% [markdown]
# *Try.* Compare the table with the one above. (Between the augmentation and the base, Keras may show
# `preprocess_input` as two small layers without parameters.)

# %%
with try_it():
    model2 = alpaca_model(IMG_SIZE, data_augmenter(), weights=WEIGHTS)
    model2.summary()

# %%
check(alpaca_model)

# %% [markdown]
# *Try.* Train the new layer on 48 pictures, and see how it does on 16 others. The loss is the *binary cross-entropy*: for
# a label $y$ and a probability $p = \sigma(z)$ it is
#
# $$-\big(y \log p + (1 - y) \log(1 - p)\big).$$
#
# The *accuracy* is the share of right answers. A logit above 0 says alpaca, so the metric's `threshold` is 0. With
# random weights expect about 0.5.

# %%
base_learning_rate = 0.001

with try_it():
    tf.keras.utils.set_random_seed(1)
    model2 = alpaca_model(IMG_SIZE, data_augmenter(), weights=WEIGHTS)
    model2.compile(
        loss=tf.keras.losses.BinaryCrossentropy(from_logits=True),
        optimizer=tf.keras.optimizers.Adam(learning_rate=base_learning_rate),
        metrics=[tf.keras.metrics.BinaryAccuracy(threshold=0, name="accuracy")],
    )
    others = (pictures[48:], labels[48:])
    model2.fit(pictures[:48], labels[:48], validation_data=others, epochs=3, batch_size=8, verbose=2)
    probabilities = tf.sigmoid(model2.predict(pictures[48:54], verbose=0)).numpy()
    show(pictures[48:54], [f"alpaca: {p[0]:.2f}" for p in probabilities])

# %% [markdown]
# ## 3. Fine-tuning
#
# The first layers of a network look for edges and colours, which are the same for alpacas as for anything else. The
# later ones look for more special things; those may be worth adapting. So we let the later layers of the base learn
# too, slowly, so that they don't forget what they know.
#
# **Task.** In the next cell, which is not a function, prepare `model2` for that, and set three variables:
# `loss_function`, `optimizer` and `metrics`. A later cell compiles `model2` with them.
#
# 1. Take the base out of `model2`, as `base_model`. It is one of the layers in `model2.layers`: the only one whose name
#    begins with `mobilenetv2`.
# 2. Make all of it trainable. Then freeze its layers before number `fine_tune_at`, counted from 0: `base_model.layers` is
#    a list.
# 3. Set `loss_function` to an object of `tf.keras.losses.BinaryCrossentropy` for logits, as above.
# 4. Set `optimizer` to an object of `tf.keras.optimizers.Adam` with a tenth of `base_learning_rate`.
# 5. Set `metrics` to a list with the one name `"accuracy"`.
#
# **Look out.**
# - Setting `trainable` of a model sets it for all of its layers. So first the base, then its early layers.
# - Don't choose the base by its position in `model2.layers`, which differs between versions of Keras.
# - The learning rate is an argument of the optimizer, called `learning_rate`.
# - `model2` is there already. Don't build it again in this cell, and don't compile or train it here.

# %%
fine_tune_at = 120

### BEGIN SOLUTION
(base_model,) = (layer for layer in model2.layers if layer.name.startswith("mobilenetv2"))
base_model.trainable = True
for layer in base_model.layers[:fine_tune_at]:
    layer.trainable = False
loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam(learning_rate=base_learning_rate / 10)
metrics = ["accuracy"]
### END SOLUTION

# %%
check("fine_tuning")

# %% [markdown]
# *Try.* Train on. How many parameters are trained now? It should be about 1.6 million, instead of 1,281. (The plain
# `"accuracy"` takes a logit above 0.5, not above 0, for alpaca. So it may differ a little from the one above. With
# random weights expect about 0.5.)

# %%
if {"loss_function", "optimizer", "metrics"} <= globals().keys():
    model2.compile(loss=loss_function, optimizer=optimizer, metrics=metrics)
    print(f"trained: {sum(weights.numpy().size for weights in model2.trainable_weights):,}")
    model2.fit(pictures[:48], labels[:48], validation_data=others, epochs=2, batch_size=8, verbose=2)
else:
    print("Not yet: set loss_function, optimizer and metrics in the cell above.")

# %% [markdown]
# ## Everything
#
# `check()` looks at all three at once and shows your progress. Before you submit, restart the kernel and
# run the notebook from top to bottom, so that nothing depends on a cell that you have changed or deleted since.

# %%
check()
