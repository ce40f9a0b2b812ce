# %% [markdown]
# # Cats and dogs, augmented
#
# A network that has seen the same few pictures again and again ends up knowing them by heart: it is right about them,
# and wrong about new ones. It *overfits*. The best cure is more pictures; the cheapest is to make them out of those
# that you have. A cat in a mirror is still a cat, and so is one that is tilted a little, or a little nearer.
#
# You write four things:
#
# 1. `train_val_datasets`, which reads the pictures and keeps a part of them for validation;
# 2. `create_augmentation_model`, a stack of layers that change pictures at random;
# 3. `create_model`, a convolutional network behind that stack;
# 4. `EarlyStoppingCallback`, which ends the training as soon as the network is good enough.
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
# A folder for each class, and in it pictures of all sizes: `PetImages/Cat/0.jpg` and so on, `PetImages/Dog/0.jpg` and
# so on. There are 60 of each, which is very little. So that this notebook needs no data, the next cell draws them. It
# works in a temporary folder, which goes when the kernel ends. With photographs everything below stays the same.

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


random = np.random.default_rng(11)
for kind in ("Cat", "Dog"):
    Path(DATA_DIR, kind).mkdir(parents=True)
    for number in range(60):
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
# `tf.keras.utils.image_dataset_from_directory` makes a `tf.data.Dataset` of such a folder: batches of pictures and
# labels, read when they are asked for. What its arguments mean, `help(tf.keras.utils.image_dataset_from_directory)`
# tells.
#
# **Task.** Write `train_val_datasets`. It returns a pair, first the dataset for training, then the one for validation:
#
# | | |
# |---|---|
# | where from | `DATA_DIR` |
# | every picture is brought to | 120 × 120: smaller than last time, so training is quicker |
# | labels | one number for each picture, 0.0 for a cat and 1.0 for a dog |
# | for validation | 15 % of the pictures |
# | in a batch | as many as you like; 128 is fine |
#
# **Look out.**
# - Both parts must come from one shuffle. Ask for both at once, or give both calls the same `seed`.
# - Pixels stay as they are, from 0 to 255. The model is going to rescale them.


# %%
def train_val_datasets():
    """Read the pictures in DATA_DIR, and split them.

    Returns:
        A pair of `tf.data.Dataset`, for training and for validation. A batch is float32 pictures
        of shape (m, 120, 120, 3), from 0 to 255, and float32 labels of shape (m, 1).
    """
    ### BEGIN SOLUTION
    settings = {"image_size": (120, 120), "batch_size": 128, "label_mode": "binary"}
    return tf.keras.utils.image_dataset_from_directory(
        DATA_DIR, validation_split=0.15, subset="both", seed=42, **settings
    )
    ### END SOLUTION


# %% [markdown]
# *Try.* There should be 102 pictures for training and 18 for validation.

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
# ## 2. New pictures out of old ones
#
# Keras has layers that change pictures at random, each time anew, while a model is *trained*; when it is *used*, they
# let pictures through as they are:
#
# | layer | what it does |
# |---|---|
# | `RandomFlip` | mirrors: `"horizontal"`, `"vertical"`, or both |
# | `RandomRotation` | turns, by up to a part of a full turn to either side |
# | `RandomTranslation` | moves up or down, left or right, by up to a part of the height and of the width |
# | `RandomZoom` | comes nearer or goes away, by up to a part |
# | `RandomContrast`, `RandomBrightness` | changes the light |
#
# A whole model can be a layer of another one. So the changes get a model of their own:
#
# **Task.** Write `create_augmentation_model`. It returns a model that begins with `tf.keras.Input` for pictures of
# 120 × 120 with 3 channels. Behind it come one or more of the layers above, which ones and how strong is yours to
# choose.
#
# **Look out.**
# - Change pictures into such as could have been taken. Upside down is rare for a cat; a zoom of 0.9 leaves an ear.
# - Rescaling does not belong here: the task is to change pictures, not their unit.


# %%
def create_augmentation_model():
    """Build the model that changes pictures at random.

    Returns:
        A `tf.keras.Model`: from float32 pictures of shape (m, 120, 120, 3) to float32 pictures,
        with numbers from 0 to 255.
    """
    ### BEGIN SOLUTION
    augmentation = tf.keras.Sequential([tf.keras.Input(shape=(120, 120, 3))])
    augmentation.add(tf.keras.layers.RandomFlip("horizontal"))
    augmentation.add(tf.keras.layers.RandomRotation(0.08))
    augmentation.add(tf.keras.layers.RandomZoom(0.1))
    return augmentation
    ### END SOLUTION


# %% [markdown]
# *Try.* One cat, six times. Would you still say that each is a cat? If not, change less.

# %%
with try_it():
    tf.keras.utils.set_random_seed(3)
    augmentation = create_augmentation_model()
    cat = tf.keras.utils.load_img(Path(DATA_DIR, "Cat", "1.jpg"), target_size=(120, 120))
    one = np.array(cat, np.float32)[None]
    _, axes = plt.subplots(1, 6, figsize=(11, 2.2))
    for axis in axes:
        axis.imshow(np.clip(augmentation(one, training=True)[0], 0, 255).astype(np.uint8))
        axis.axis("off")
    plt.show()

# %%
check(create_augmentation_model)

# %% [markdown]
# ## 3. The network
#
# **Task.** Write `create_model`. It returns a model that is compiled, and not yet trained:
#
# 1. `tf.keras.Input` for pictures of 120 × 120 with 3 channels. It is needed here too, although the augmentation has
#    one.
# 2. What `create_augmentation_model()` returns, as a layer.
# 3. `tf.keras.layers.Rescaling`, so that pixels go from 0 to 1.
# 4. At least **three** `Conv2D` layers with `relu`, and pooling between them as you like.
# 5. At the end a `Dense` layer of one unit, with a sigmoid.
# 6. Compile it with the loss that fits labels of 0 and 1 and a probability, an optimizer of your choice, and the metric
#    `"accuracy"`.
#
# Below six million parameters it trains quickly.
#
# **Look out.**
# - Call `create_augmentation_model`; the function itself is no layer.
# - Augmentation is for the pictures: it comes before the first convolution.


# %%
def create_model():
    """Build and compile the network that tells cats from dogs.

    Returns:
        A compiled `tf.keras.Model`: from float32 pictures of shape (m, 120, 120, 3), from 0 to
        255, to float32 probabilities of shape (m, 1).
    """
    ### BEGIN SOLUTION
    model = tf.keras.Sequential([tf.keras.Input(shape=(120, 120, 3)), create_augmentation_model()])
    model.add(tf.keras.layers.Rescaling(1 / 255))
    for filters in (16, 32, 64):
        model.add(tf.keras.layers.Conv2D(filters, 3, activation="relu"))
        model.add(tf.keras.layers.MaxPooling2D(3))
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dense(1, activation="sigmoid"))
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% [markdown]
# *Try.* The first row of the summary is your augmentation, without parameters; the last output shape is `(None, 1)`.

# %%
with try_it():
    model = create_model()
    model.summary()
    images, labels = next(iter(train_val_datasets()[0]))
    print("answers:", model.predict(images[:4], verbose=0).ravel(), "labels:", np.ravel(labels[:4]))

# %%
check(create_model)

# %% [markdown]
# ## 4. When to stop
#
# With augmentation every epoch shows other pictures, so the accuracy on training data rises slowly, and stays near the
# one on validation data. That is what we want. So this time the network need not know nearly all of the training data.
#
# **Task.** Write the method `on_epoch_end`: training should stop as soon as, at the end of one epoch, the accuracy on
# training data **and** the accuracy on validation data are both at least 80 %.
#
# In `logs` they are called `accuracy` and `val_accuracy`, and go from 0 to 1. Training stops when the attribute
# `stop_training` of `self.model` is `True`.


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
        if min(logs["accuracy"], logs["val_accuracy"]) >= 0.8:
            self.model.stop_training = True
        ### END SOLUTION


# %% [markdown]
# *Try.* In which of these four epochs does it stop? It should be the last one only.

# %%
with try_it():
    for accuracy, val_accuracy in ((0.70, 0.65), (0.93, 0.74), (0.77, 0.85), (0.82, 0.83)):
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
# Train twice: with the augmentation, and with the same network without it. A gap between the two curves of one network
# is what it knows by heart. (The drawings are easier than photographs, so expect a small gap here, and a large one with
# 25,000 photographs.)

# %%
with try_it():
    training_dataset, validation_dataset = train_val_datasets()
    _, axes = plt.subplots(1, 2, figsize=(9, 3), sharey=True)
    for axis, augmented in zip(axes, (True, False)):
        tf.keras.utils.set_random_seed(1)
        model = create_model()
        if not augmented:
            plain = [layer for layer in model.layers if not isinstance(layer, tf.keras.Model)]
            model = tf.keras.Sequential([tf.keras.Input(shape=(120, 120, 3)), *plain])
            model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
        history = model.fit(
            training_dataset,
            validation_data=validation_dataset,
            epochs=12,
            callbacks=[EarlyStoppingCallback()],
            verbose=0,
        ).history
        for name in ("accuracy", "val_accuracy"):
            axis.plot(range(1, len(history[name]) + 1), history[name], marker="o", label=name)
        axis.set_title("with augmentation" if augmented else "without")
        axis.set_xlabel("epoch")
        axis.legend()
    plt.show()

# %% [markdown]
# ## Everything
#
# `check()` looks at all four at once and shows your progress. Before you submit, restart the kernel and
# run the notebook from top to bottom, so that nothing depends on a cell that you have changed or deleted since.

# %%
check()
