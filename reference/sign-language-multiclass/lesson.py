# %% [markdown]
# # Many classes: the letters of sign language
#
# A photograph of a hand shows one of 24 letters. (J and Z need a movement, which no photograph shows.) With more than
# two classes, a network puts out a probability for each of them, and they add up to 1.
#
# You write two functions:
#
# 1. `train_val_datasets` reads the pictures from folders, in batches;
# 2. `create_model` builds and compiles a small convolutional network.
#
# **How to work.** Each task has a cell to *write* your code in (where it says `# YOUR CODE HERE`: delete the line
# `raise NotImplementedError`, and keep the function's name and arguments), a cell to *try* it, and a cell to *check* it.
# `check(...)` compares what your function gives with what is asked for; some cases stay hidden until your notebook is
# graded. A cell that begins with `with try_it():` passes as long as a function that it needs is not written yet.
# `train_val_datasets` is worth 40 points and `create_model` 60; you need 80 of 100 to pass, unless your
# course says otherwise.
#
# `check` is a part of the grader. If Python can't import it, put the wheel that your course gives you (`*.whl`) beside
# this notebook, and run this line in a cell of its own, with the name of the wheel: `%pip install -q NAME.whl`. Then
# restart the kernel. Red lines about oneDNN or CUDA are not errors.

# %%
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow should tell less about the machine
import matplotlib.pyplot as plt
import numpy as np
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
# ## The pictures
#
# So that this notebook needs no data, it draws its pictures, into a temporary folder that becomes the current one:
# hands of five fingers, each stretched out or not, one pattern for each letter. There is a folder for each letter,
# `data/train/A` to `data/train/Y`, and the same for validation. Each picture has 28 × 28 pixels in shades of grey. With
# photographs in these folders, everything below stays the same.

# %%
TRAIN_DIR = "data/train/"
VALIDATION_DIR = "data/validation/"
LETTERS = "ABCDEFGHIKLMNOPQRSTUVWXY"

os.chdir(tempfile.mkdtemp(prefix="sign-language-"))


def draw(letter, random):
    """Draw the hand that shows a letter: an array of shape (28, 28, 1), numbers from 0 to 255."""
    hand = np.full((28, 28), random.uniform(40, 90))
    light = random.uniform(160, 240)
    down, right = random.integers(-1, 2, 2)
    hand[17 + down : 26 + down, 6 + right : 22 + right] = light  # the palm
    for finger in range(5):
        if (LETTERS.index(letter) + 1) >> finger & 1:
            left = 6 + right + 3 * finger
            hand[5 + down : 17 + down, left : left + 2] = light
    return np.clip(hand + random.normal(0, 10, hand.shape), 0, 255)[..., np.newaxis]


random = np.random.default_rng(7)
for folder, count in ((TRAIN_DIR, 20), (VALIDATION_DIR, 5)):
    for letter in LETTERS:
        Path(folder, letter).mkdir(parents=True)
        for number in range(count):
            path = Path(folder, letter, f"{letter.lower()}{number}.png")
            tf.keras.utils.save_img(path, draw(letter, random), scale=False)

_, axes = plt.subplots(1, 8, figsize=(12, 2))
for axis, letter in zip(axes, LETTERS):
    axis.imshow(plt.imread(f"{TRAIN_DIR}{letter}/{letter.lower()}0.png"), cmap="gray", vmin=0, vmax=1)
    axis.set_title(letter)
    axis.axis("off")
plt.show()

# %% [markdown]
# ## 1. Pictures in batches
#
# `tf.keras.utils.image_dataset_from_directory` makes a dataset from a folder of folders, one for each class. It hands
# out one batch after another and reads the files only when they are wanted. Of its arguments you need
#
# - `batch_size`;
# - `image_size`, height and width that every picture is brought to;
# - `color_mode`: `"rgb"` for three channels, `"grayscale"` for one;
# - `label_mode`: `"int"` makes each label a number of shape `(m,)`, `"categorical"` a row of shape `(m, 24)` with a 1 in
#   the place of the letter and 0 everywhere else (*one-hot*).
#
# **Task.** Write `train_val_datasets`. It returns two datasets, first that of the folder `TRAIN_DIR`, then that of
# `VALIDATION_DIR`. Both have batches of 32, pictures of 28 × 28, one channel, and one-hot labels.
#
# **Look out.** Without `color_mode`, Keras makes three equal channels of a grey picture; without `image_size`, it
# enlarges them to 256 × 256.


# %%
def train_val_datasets():
    """Make the datasets for training and for validation.

    Returns:
        Two `tf.data.Dataset`, for training and for validation. Each yields batches of
        float32 pictures of shape (32, 28, 28, 1), with numbers from 0 to 255, and
        float32 labels of shape (32, 24). The last batch may be smaller.
    """
    ### BEGIN SOLUTION
    load = tf.keras.utils.image_dataset_from_directory
    gray = {"color_mode": "grayscale", "image_size": (28, 28), "label_mode": "categorical", "batch_size": 32}
    return tuple(load(place, **gray) for place in (TRAIN_DIR, VALIDATION_DIR))
    ### END SOLUTION


# %% [markdown]
# *Try.* There are 480 pictures for training and 120 for validation, so expect 15 batches and 4.

# %%
with try_it():
    for title, dataset in zip(("training", "validation"), train_val_datasets()):
        pictures, labels = next(iter(dataset))
        print(
            f"{title}: {int(dataset.cardinality())} batches; the first: {pictures.shape} and {labels.shape}"
        )

# %%
check(train_val_datasets)

# %% [markdown]
# ## 2. The network
#
# With $K$ classes, the last layer has $K$ units and the activation *softmax*, which makes probabilities of any numbers:
#
# $$p_k = \frac{e^{z_k}}{e^{z_1} + \dots + e^{z_K}}$$
#
# The loss that belongs to it is the *categorical cross-entropy* $-\log p_k$, for the right class $k$. Keras has it twice:
# `"categorical_crossentropy"` for one-hot labels, `"sparse_categorical_crossentropy"` for labels that are numbers. Take
# the one that fits your datasets.
#
# **Task.** Write `create_model`. It returns a compiled `tf.keras.Sequential` model:
#
# - It begins with `tf.keras.Input` of shape `(28, 28, 1)` and a layer `Rescaling` that brings the numbers from 0 to 255
#   into the range from 0 to 1.
# - It has one or two layers `Conv2D` and at most two `MaxPooling2D`. How many filters they have, what else there is in
#   between (`Dropout`, `Dense`, ...) is up to you; some thirty thousand parameters are enough.
# - It ends with a layer for 24 classes, and a loss that fits it.
# - Its metric is `"accuracy"`; choose an optimizer.
#
# **Look out.**
# - `Dense` works on the last axis. Put `Flatten` between the convolutions and the first `Dense`.
# - `compile` returns nothing. Return the model.


# %%
def create_model():
    """Build the classifier of 24 letters.

    Returns:
        A compiled `tf.keras.Sequential`: from float32 pictures of shape (m, 28, 28, 1),
        with numbers from 0 to 255, to float32 probabilities of shape (m, 24).
    """
    ### BEGIN SOLUTION
    kl = tf.keras.layers
    network = tf.keras.Sequential([tf.keras.Input((28, 28, 1)), kl.Rescaling(scale=1 / 255)])
    for filters in (16, 32):
        network.add(kl.Conv2D(filters, kernel_size=3, activation="relu"))
        network.add(kl.MaxPooling2D())
    for layer in (kl.Flatten(), kl.Dense(32, activation="relu"), kl.Dense(units=24, activation="softmax")):
        network.add(layer)
    network.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    return network
    ### END SOLUTION


# %%
with try_it():
    create_model().summary()

# %%
check(create_model)

# %% [markdown]
# *Try.* Train the model. One letter of 24 is a guess, an accuracy of 0.04; a good network soon does far better with
# these drawings. Photographs take longer.

# %%
with try_it():
    tf.keras.utils.set_random_seed(1)
    training_dataset, validation_dataset = train_val_datasets()
    model = create_model()
    model.fit(training_dataset, validation_data=validation_dataset, epochs=6, verbose=2)

# %% [markdown]
# ## Everything
#
# `check()` looks at both at once and shows your progress. Before you submit, restart the kernel and
# run the notebook from top to bottom, so that nothing depends on a cell that you have changed or deleted since.

# %%
check()
