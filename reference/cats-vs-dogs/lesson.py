# %% [markdown]
# # Cats and dogs
#
# A folder full of pictures, of all sizes, is what most projects start with. In this notebook you turn such a folder
# into batches that a network can be trained on, build a small convolutional network that tells cats from dogs, and
# stop its training at the right moment.
#
# You write three things:
#
# 1. `train_val_datasets`, which reads the pictures and keeps a part of them for validation;
# 2. `create_model`, a convolutional network that is ready to be trained;
# 3. `EarlyStoppingCallback`, which ends the training as soon as the network is good enough.
#
# **How to work.** Below each task there are cells to *write* your code (where it says `# YOUR CODE HERE`; delete the
# line `raise NotImplementedError`, and leave the names and the arguments as they are), to *try* it and look at what
# comes out, and to *check* it. `check(...)` compares what your code makes with what is asked for. Other cases stay
# hidden until your notebook is graded. The line `with try_it():` lets a cell pass as long as something that it needs
# is not written yet. You need 80 of 100 points to pass, unless your course says otherwise.
#
# `check` is a part of the grader. If Python can't import it, put the wheel that your course gives you (`*.whl`) beside
# this notebook, and run this line in a cell of its own, with the name of the wheel: `%pip install -q NAME.whl`. Then
# restart the kernel. Red lines about oneDNN or CUDA are not errors.

# %%
### v4.0: the version of this notebook; the grader looks for this line
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
from PIL import Image, ImageDraw

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow should tell less about the machine
import tensorflow as tf

from grader import check


@contextmanager
def try_it():
    """Run the lines below it; say so if they need something that is not there yet."""
    try:
        yield
    except NotImplementedError:
        print("Not yet: this cell needs something that you have still to write.")


# %% [markdown]
# ## The pictures
#
# They lie in a folder with a folder for each class. Keras takes the names of the folders for the names of the
# classes, in the order of the alphabet: `Cat` is class 0, and `Dog` is class 1.
#
# ```text
# PetImages/
# ├── Cat/
# │   ├── 0.jpg
# │   └── ...
# └── Dog/
#     ├── 0.jpg
#     └── ...
# ```
#
# So that this notebook needs no data, the next cell draws 120 heads of each kind. It works in a temporary folder,
# which goes when the kernel ends. With photographs everything below stays the same.

# %%
DATA_DIR = "./PetImages"
workspace = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
os.chdir(workspace.name)


def draw_head(random, kind):
    """Draw a head from in front: a cat's ears stand up, a dog's hang down."""
    width, height = (int(side) for side in random.integers(90, 180, 2))
    colours = [tuple(int(c) for c in random.integers(low, high, 3)) for low, high in ((150, 250), (40, 140))]
    picture = Image.new("RGB", (width, height), colours[0])
    pen = ImageDraw.Draw(picture)
    x, y = (random.uniform(0.42, 0.58) * side for side in (width, height))
    r = random.uniform(0.2, 0.26) * min(width, height)
    pen.ellipse((x - r, y - r, x + r, y + r), fill=colours[1])
    for side in (-1, 1):
        if kind == "Cat":
            pen.polygon(
                [(x + side * 0.2 * r, y - 0.9 * r), (x + side * r, y - 0.3 * r), (x + side * r, y - 1.7 * r)],
                fill=colours[1],
            )
        else:
            pen.ellipse(
                (x + side * 1.1 * r - 0.35 * r, y - 0.7 * r, x + side * 1.1 * r + 0.35 * r, y + 1.1 * r),
                fill=colours[1],
            )
        pen.ellipse(
            (x + side * 0.4 * r - 4, y - 0.3 * r - 4, x + side * 0.4 * r + 4, y - 0.3 * r + 4), fill="white"
        )
    pen.ellipse((x - 5, y + 0.2 * r - 4, x + 5, y + 0.2 * r + 4), fill="black")
    return picture


random = np.random.default_rng(7)
for kind in ("Cat", "Dog"):
    Path(DATA_DIR, kind).mkdir(parents=True)
    for number in range(120):
        draw_head(random, kind).save(Path(DATA_DIR, kind, f"{number}.jpg"))

_, axes = plt.subplots(1, 6, figsize=(11, 2.2))
for axis, name in zip(axes, ("Cat/0", "Dog/0", "Cat/1", "Dog/1", "Cat/2", "Dog/2")):
    picture = Image.open(Path(DATA_DIR, f"{name}.jpg"))
    axis.imshow(picture)
    axis.set_title(f"{name}: {picture.width} × {picture.height}")
    axis.axis("off")
plt.show()

# %% [markdown]
# ## 1. Batches for training and for validation
#
# A network should be judged by pictures that it was not trained on. So a part of them is set aside: the *validation*
# data.
#
# `tf.keras.utils.image_dataset_from_directory` reads a folder like the one above. It does not read all at once: what
# it returns is a `tf.data.Dataset`, which reads a batch when one is asked for. Each batch is a pair of pictures
# and labels. Its documentation is one line away: `help(tf.keras.utils.image_dataset_from_directory)`.
#
# **Task.** Write `train_val_datasets`. It returns a pair: the dataset for training, and the one for validation.
#
# | argument | what it does | here |
# |---|---|---|
# | `directory` | the folder with a folder for each class | `DATA_DIR` |
# | `image_size` | height and width that every picture is brought to | 150 × 150 |
# | `batch_size` | how many pictures a batch holds | 128 is fine |
# | `label_mode` | what a label is: a class number (`"int"`), a one-hot vector (`"categorical"`), 0 or 1 (`"binary"`) | one number for each picture, 0.0 or 1.0 |
# | `validation_split` | the part for validation | one tenth |
# | `subset` | which part is returned: `"training"`, `"validation"`, or `"both"` | |
# | `seed` | what the pictures are shuffled by before they are split | any number |
#
# **Look out.**
# - If you call the function twice, once for each subset, both calls need the *same* seed. With two seeds they are
#   shuffled in two ways, and some pictures are in both parts: then the validation says nothing.
# - Training comes first, validation second, in what you return and in what `"both"` gives.
# - Don't turn shuffling off: the files are sorted by class, so the last tenth of them shows only dogs.


# %%
def train_val_datasets():
    """Read the pictures in DATA_DIR, and split them.

    Returns:
        A pair of `tf.data.Dataset`, for training and for validation. A batch is float32 pictures
        of shape (m, 150, 150, 3), from 0 to 255, and float32 labels of shape (m, 1).
    """
    ### BEGIN SOLUTION
    settings = {"image_size": (150, 150), "batch_size": 128, "label_mode": "binary"}
    return tf.keras.utils.image_dataset_from_directory(
        DATA_DIR, validation_split=0.1, subset="both", seed=42, **settings
    )
    ### END SOLUTION


# %% [markdown]
# *Try.* There should be 216 pictures for training and 24 for validation, of the same shape but of different content.

# %%
with try_it():
    training_dataset, validation_dataset = train_val_datasets()
    for name, dataset in (("training", training_dataset), ("validation", validation_dataset)):
        images, labels = next(iter(dataset))
        print(
            f"{name}: a batch of {images.shape}, from {np.min(images):.0f} to {np.max(images):.0f}; labels {labels.shape}"
        )

# %%
check(train_val_datasets)

# %% [markdown]
# ## 2. The network
#
# A *convolution* looks for a small pattern everywhere in a picture: `Conv2D(16, 3)` looks for 16 of them, each
# 3 × 3 pixels large. *Pooling* then keeps the strongest answer of each small square, so the picture gets smaller and
# the next convolution sees more of it at once. After a few of such pairs, `Flatten` puts all the numbers into one
# row, and `Dense` layers decide.
#
# The last layer has to fit the labels. There is one number for each picture, 0 for a cat and 1 for a dog. So one unit
# with a *sigmoid* is enough: it answers with the probability $p$ of a dog. The loss that fits is the *binary
# cross-entropy*, for a label $y$
#
# $$-\big(y \log p + (1 - y) \log(1 - p)\big).$$
#
# For instance, this network tells two kinds of points in the plane apart:

# %%
points = tf.keras.Sequential(
    [
        tf.keras.Input(shape=(2,)),
        tf.keras.layers.Dense(units=8, activation="tanh"),
        tf.keras.layers.Dense(units=1, activation="sigmoid"),
    ]
)
points.compile(loss="binary_crossentropy", optimizer="sgd", metrics=["accuracy"])
points.summary()

# %% [markdown]
# **Task.** Write `create_model`. It returns a model that is compiled, and not yet trained:
#
# 1. It begins with `tf.keras.Input` for pictures of 150 × 150 with 3 channels.
# 2. Next comes `tf.keras.layers.Rescaling`, which multiplies every pixel, so that they go from 0 to 1 and not to 255.
# 3. At least **three** `Conv2D` layers, with `relu`. Pooling between them makes the network small and quick.
# 4. At the end a `Dense` layer of one unit, with a sigmoid.
# 5. Compile it with the loss that fits, an optimizer of your choice, and the metric `"accuracy"`.
#
# How many filters, how large, how many hidden units, with dropout or without: that is yours to choose. Below ten
# million parameters it trains quickly.
#
# **Look out.**
# - Rescaling takes a factor: what is 255 multiplied with to become 1?
# - `compile` returns nothing. Return the model.
# - A softmax over a single unit is always 1. Two units would need another loss, and other labels.


# %%
def create_model():
    """Build and compile the network that tells cats from dogs.

    Returns:
        A compiled `tf.keras.Model`: from float32 pictures of shape (m, 150, 150, 3), from 0 to
        255, to float32 probabilities of shape (m, 1).
    """
    ### BEGIN SOLUTION
    model = tf.keras.Sequential([tf.keras.Input(shape=(150, 150, 3)), tf.keras.layers.Rescaling(1 / 255)])
    for filters in (16, 32, 64):
        model.add(tf.keras.layers.Conv2D(filters, 3, activation="relu"))
        model.add(tf.keras.layers.MaxPooling2D(3))
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dense(1, activation="sigmoid"))
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% [markdown]
# *Try.* The output shape of the last layer should be `(None, 1)`. Before training, the answers lie around 0.5.

# %%
with try_it():
    model = create_model()
    model.summary()
    images, labels = next(iter(train_val_datasets()[0]))
    print("answers:", model.predict(images[:4], verbose=0).ravel(), "labels:", np.ravel(labels[:4]))

# %%
check(create_model)

# %% [markdown]
# ## 3. When to stop
#
# Too little training leaves a network worse than it could be; too much costs time, and in the end the network knows
# the training pictures by heart. Keras lets you watch: a *callback* is an object with methods that `fit` calls at
# certain moments. `on_epoch_end(epoch, logs)` is called at the end of each epoch. `logs` is a dictionary of what was
# measured, with a name for each metric; what was measured on validation data begins with `val_`.
#
# While `fit` runs, a callback has the model as `self.model`. If its attribute `stop_training` becomes `True`, training
# ends.
#
# **Task.** Write the method `on_epoch_end`: training should stop as soon as, at the end of one epoch,
#
# - the accuracy on training data is at least 95 %, **and**
# - the accuracy on validation data is at least 80 %.
#
# **Look out.**
# - An accuracy is a number from 0 to 1.
# - Both conditions have to hold, in the same epoch.
# - It is the model that has to stop, not the callback.


# %%
class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    """Ends training as soon as the network is good enough."""

    def on_epoch_end(self, epoch, logs=None):
        """Stop the training if both accuracies are high enough.

        Args:
            epoch: The number of the epoch that ends, an int.
            logs: What was measured: a dictionary of names; each value is a number, a float.

        Returns:
            Nothing.
        """
        ### BEGIN SOLUTION
        if logs["accuracy"] >= 0.95 and logs["val_accuracy"] >= 0.8:
            self.model.stop_training = True
        ### END SOLUTION


# %% [markdown]
# *Try.* In which of these four epochs does it stop? It should be the last one only.

# %%
with try_it():
    for accuracy, val_accuracy in ((0.70, 0.65), (0.97, 0.70), (0.90, 0.85), (0.96, 0.83)):
        callback = EarlyStoppingCallback()
        callback.set_model(SimpleNamespace(stop_training=False))
        callback.on_epoch_end(0, {"accuracy": accuracy, "val_accuracy": val_accuracy})
        print(
            f"accuracy {accuracy}, on validation data {val_accuracy}: stop_training is",
            callback.model.stop_training,
        )

# %%
check(EarlyStoppingCallback)

# %% [markdown]
# ## All together
#
# Now train. With drawings a few epochs are enough; with 25,000 photographs expect about ten, and some minutes each
# without a graphics card. If the accuracy on training data goes on rising while the one on validation data falls,
# the network *overfits*. What helps against that is the subject of the next notebook.

# %%
with try_it():
    tf.keras.utils.set_random_seed(1)
    training_dataset, validation_dataset = train_val_datasets()
    history = (
        create_model()
        .fit(
            training_dataset,
            validation_data=validation_dataset,
            epochs=8,
            callbacks=[EarlyStoppingCallback()],
            verbose=2,
        )
        .history
    )
    for name in ("accuracy", "val_accuracy"):
        plt.plot(range(1, len(history[name]) + 1), history[name], marker="o", label=name)
    plt.xlabel("epoch")
    plt.legend()
    plt.show()

# %% [markdown]
# ## Everything
#
# `check()` looks at all three at once and shows your progress. Before you submit, restart the kernel and
# run the notebook from top to bottom, so that nothing depends on a cell that you have changed or deleted since.

# %%
check()
