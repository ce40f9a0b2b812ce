# %% [markdown]
# # Transfer learning with InceptionV3: horses and humans
#
# A network that has learnt to tell a thousand kinds of things apart knows a good deal about edges, textures and parts
# of things. You don't have to teach it that again to tell horses from humans: you keep its lower layers as they are,
# put a few new layers on top, and train only those. This is called *transfer learning*.
#
# You write four functions:
#
# 1. `train_val_datasets` reads pictures from folders, in batches;
# 2. `create_pre_trained_model` builds InceptionV3 with weights from a file, and freezes it;
# 3. `output_of_last_layer` finds the layer that the new ones start from;
# 4. `create_final_model` adds the new layers and compiles the model.
#
# **How to work.** Each task has a cell to *write* your code in (where it says `# YOUR CODE HERE`: delete the line
# `raise NotImplementedError`, and keep the function's name and arguments), a cell to *try* it, and a cell to *check* it.
# `check(...)` compares what your function gives with what is asked for; some cases stay hidden until your notebook is
# graded. A cell that begins with `with try_it():` passes as long as a function that it needs is not written yet.
# `train_val_datasets` and `create_pre_trained_model` are worth 25 points each, `output_of_last_layer` 15 and
# `create_final_model` 35; you need 80 of 100 to pass, unless your course says otherwise.
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
# So that this notebook needs no data, it draws its pictures, into a temporary folder that becomes the current one. A
# folder for each set holds a folder for each class; that is how Keras finds out which picture shows what. With
# photographs in these folders, everything below stays the same.
#
# ```text
# data/train/horses        data/train/humans
# data/validation/horses   data/validation/humans
# ```

# %%
TRAIN_DIR = "./data/train/"
VALIDATION_DIR = "./data/validation/"
LOCAL_WEIGHTS_FILE = "./model/inception_v3_notop.weights.h5"

os.chdir(tempfile.mkdtemp(prefix="horses-vs-humans-"))
SIDE = 200
ROWS, COLUMNS = np.mgrid[0:SIDE, 0:SIDE]


def ellipse(row, column, height, width):
    """Return which pixels lie in an ellipse, an array of bool of shape (200, 200)."""
    return ((ROWS - row) / height) ** 2 + ((COLUMNS - column) / width) ** 2 <= 1


def bar(top, bottom, left, width):
    """Return which pixels lie in an upright bar, an array of bool of shape (200, 200)."""
    return (ROWS >= top) & (ROWS < bottom) & (COLUMNS >= left) & (COLUMNS < left + width)


def outline_of_horse(column):
    """Four legs, a long body, a neck and a head."""
    shape = ellipse(110, column, 22, 48) | ellipse(80, column + 50, 32, 12) | ellipse(55, column + 62, 9, 18)
    for leg in (-40, -26, 22, 36):
        shape |= bar(120, 175, column + leg, 8)
    return shape


def outline_of_human(column):
    """Two legs, an upright body, two arms and a head."""
    shape = ellipse(95, column, 36, 17) | ellipse(44, column, 15, 12)
    for left, top in ((-13, 120), (4, 120), (-26, 70), (18, 70)):
        shape |= bar(top, top + 58, column + left, 8)
    return shape


def draw(outline, random):
    """Draw a figure before a meadow: an array of shape (200, 200, 3), numbers from 0 to 255."""
    picture = np.ones((SIDE, SIDE, 3)) * random.uniform(150, 230, 3)
    picture[130:] = random.uniform(60, 130, 3)
    picture[outline(random.integers(60, 120))] = random.uniform(20, 140, 3)
    return np.clip(picture + random.normal(0, 9, picture.shape), 0, 255)


random = np.random.default_rng(3)
for folder, count in ((TRAIN_DIR, 36), (VALIDATION_DIR, 20)):
    for name, outline in (("horses", outline_of_horse), ("humans", outline_of_human)):
        Path(folder, name).mkdir(parents=True)
        for number in range(count):
            tf.keras.utils.save_img(Path(folder, name, f"{name}-{number:02}.png"), draw(outline, random))

examples = [Path(TRAIN_DIR, name, f"{name}-{n:02}.png") for n in range(3) for name in ("horses", "humans")]
_, axes = plt.subplots(1, len(examples), figsize=(12, 2.2))
for axis, path in zip(axes, examples):
    axis.imshow(plt.imread(path))
    axis.set_title(path.parent.name)
    axis.axis("off")
plt.show()

# %% [markdown]
# ## 1. Pictures in batches
#
# A *dataset* hands out one batch after another, and reads the files only when they are wanted, so there may be more
# pictures than fit in memory. `tf.keras.utils.image_dataset_from_directory` makes one from a folder. Its most useful
# arguments are `batch_size`, `image_size` (height and width that every picture is brought to) and `label_mode`:
# `"int"` for a number of shape `(m,)`, `"binary"` for one float of shape `(m, 1)`, `"categorical"` for a row with
# a float for each class.
#
# **Task.** Write `train_val_datasets`. It returns two datasets, first that of the folder `TRAIN_DIR`, then that of
# `VALIDATION_DIR`. Both have batches of 32, pictures of 150 × 150, three channels and labels of mode `"binary"`.
#
# **Look out.**
# - Leave the pictures' order to chance (`shuffle=True`). Otherwise the first batches hold nothing but horses.
# - Each folder is a set by itself, so there is nothing to split.
# - The names of the classes come from the folders, in alphabetical order: 0 is a horse, 1 a human.


# %%
def train_val_datasets():
    """Make the datasets for training and for validation.

    Returns:
        Two `tf.data.Dataset`, for training and for validation. Each yields batches of
        float32 pictures of shape (32, 150, 150, 3), with numbers from 0 to 255, and
        float32 labels of shape (32, 1). The last batch may be smaller.
    """
    ### BEGIN SOLUTION
    wanted = {"batch_size": 32, "image_size": (150, 150), "label_mode": "binary", "shuffle": True, "seed": 5}
    load = tf.keras.utils.image_dataset_from_directory
    return tuple(load(place, **wanted) for place in (TRAIN_DIR, VALIDATION_DIR))
    ### END SOLUTION


# %% [markdown]
# *Try.* There are 72 pictures for training and 40 for validation, so expect 3 batches and 2.

# %%
with try_it():
    training_dataset, validation_dataset = train_val_datasets()
    for title, dataset in (("training", training_dataset), ("validation", validation_dataset)):
        pictures, labels = next(iter(dataset))
        print(
            f"{title}: {int(dataset.cardinality())} batches; the first: {pictures.shape} and {labels.shape}"
        )

# %%
check(train_val_datasets)

# %% [markdown]
# ## 2. A network that has been trained before
#
# InceptionV3 looks at a picture through windows of several sizes side by side, and glues what they see together; the
# layers that do the glueing are called `mixed0` to `mixed10`. `tf.keras.applications.inception_v3.InceptionV3` builds
# it. With `include_top=False` it lacks the layers that tell ImageNet's 1000 classes apart, and then it takes pictures
# of other sizes than 299 × 299 too.
#
# **Where the weights come from.** The next cell asks Keras for the weights that were trained on ImageNet (88 MB) and
# writes them into the file `LOCAL_WEIGHTS_FILE`. Without a network it writes random ones. Everything runs with those
# as well, only that accuracies mean little.

# %%
Path("model").mkdir()
try:
    inception = tf.keras.applications.InceptionV3(include_top=False, weights="imagenet")
except Exception as error:  # whatever it is: no network, no proxy, no room on the disk
    print("The weights can't be had, so the file holds random ones.", error, sep="\n")
    inception = tf.keras.applications.InceptionV3(include_top=False, weights=None)
inception.save_weights(LOCAL_WEIGHTS_FILE)

# %% [markdown]
# **Task.** Write `create_pre_trained_model`. It returns InceptionV3
#
# - for pictures of shape `(150, 150, 3)`,
# - without its top,
# - with the weights of the file `LOCAL_WEIGHTS_FILE` (the argument `weights` takes a path),
# - with every layer frozen, so that training leaves it as it is.
#
# **Look out.**
# - The attribute is called `trainable`. A model's `trainable` sets that of all of its layers.
# - A misspelt attribute raises nothing. Count the parameters below: none of the 21,802,784 may be trainable.


# %%
def create_pre_trained_model():
    """Build InceptionV3 with weights from a file, frozen.

    Returns:
        A `tf.keras.Model`: from float32 pictures of shape (m, 150, 150, 3) to float32
        features of shape (m, 3, 3, 2048).
    """
    ### BEGIN SOLUTION
    network = tf.keras.applications.inception_v3.InceptionV3
    base = network(weights=LOCAL_WEIGHTS_FILE, include_top=False, input_shape=(150, 150, 3))
    base.trainable = False
    return base
    ### END SOLUTION


# %%
with try_it():
    pre_trained_model = create_pre_trained_model()
    trained = sum(np.prod(weight.shape) for weight in pre_trained_model.trainable_weights)
    print(f"{pre_trained_model.count_params():,} parameters, of which {int(trained):,} are trained")

# %%
check(create_pre_trained_model)

# %% [markdown]
# ## 3. Where the new layers start
#
# The last layers of a network are the most specialised. So it is often better to start from an earlier one, here from
# `mixed7`: 7 × 7 places with 768 numbers each.
#
# **Task.** Write `output_of_last_layer`. It returns what the layer called `mixed7` puts out. A model's method
# `get_layer` finds a layer by its name, and a layer's attribute `output` is what you are looking for.
#
# **Look out.** The output is a symbolic tensor, not a layer and not an array: a promise of numbers, which becomes part
# of a model.


# %%
def output_of_last_layer(pre_trained_model):
    """Find what the new layers start from.

    Args:
        pre_trained_model: The model that `create_pre_trained_model` returns.

    Returns:
        The output of its layer `mixed7`, a symbolic float32 tensor of shape
        (None, 7, 7, 768).
    """
    ### BEGIN SOLUTION
    mixed = pre_trained_model.get_layer(name="mixed7")
    return mixed.output
    ### END SOLUTION


# %%
with try_it():
    last_output = output_of_last_layer(create_pre_trained_model())
    print("shape:", last_output.shape)

# %%
check(output_of_last_layer)

# %% [markdown]
# ## 4. The new layers
#
# **Task.** Write `create_final_model`. From `last_output` on it connects
#
# | | layer | settings | puts out | parameters |
# |---|---|---|---|---|
# | 1 | `Flatten` | | 37632 | 0 |
# | 2 | `Dense` | `units` 1024, `activation` `"relu"` | 1024 | 38,536,192 |
# | 3 | `Dropout` | `rate` 0.2 | 1024 | 0 |
# | 4 | `Dense` | `units` 1, `activation` `"sigmoid"` | 1 | 1,025 |
#
# and makes a `tf.keras.Model` from the input of `pre_trained_model` to that. Together there are 47,512,481 parameters,
# of which 38,537,217 are trained. Then it compiles the model with
#
# - the optimizer `tf.keras.optimizers.RMSprop` with a `learning_rate` of 0.00001,
# - the loss that belongs to one probability and labels 0 and 1, `"binary_crossentropy"`,
# - the metric `"accuracy"`.
#
# **Look out.**
# - A layer is called like a function with what it works on. Use what it returns, or the layer is not in the model.
# - The input of a model is its attribute `input`.
# - `compile` returns nothing. Return the model.


# %%
def create_final_model(pre_trained_model, last_output):
    """Put a classifier of two classes on top of a frozen network.

    Args:
        pre_trained_model: The model that `create_pre_trained_model` returns.
        last_output: What `output_of_last_layer` returns for it.

    Returns:
        A compiled `tf.keras.Model`: from float32 pictures of shape (m, 150, 150, 3) to
        float32 probabilities of shape (m, 1).
    """
    ### BEGIN SOLUTION
    kl = tf.keras.layers
    hidden = kl.Dense(units=1024, activation="relu")(kl.Flatten()(last_output))
    human = kl.Dense(units=1, activation="sigmoid")(kl.Dropout(rate=0.2)(hidden))
    whole = tf.keras.Model(pre_trained_model.input, human)
    slow = tf.keras.optimizers.RMSprop(learning_rate=1e-5)
    whole.compile(loss="binary_crossentropy", optimizer=slow, metrics=["accuracy"])
    return whole
    ### END SOLUTION


# %%
with try_it():
    tf.keras.utils.set_random_seed(1)
    pre_trained_model = create_pre_trained_model()
    model = create_final_model(pre_trained_model, output_of_last_layer(pre_trained_model))
    trained = sum(np.prod(weight.shape) for weight in model.trainable_weights)
    print(f"{model.count_params():,} parameters, of which {int(trained):,} are trained")

# %%
check(create_final_model)

# %% [markdown]
# ## Training
#
# InceptionV3 expects numbers from −1 to 1; `preprocess_input` makes them from 0 to 255. A *callback* is asked after
# each epoch, and this one ends the training when there is nothing more to gain.


# %%
class StopWhenPerfect(tf.keras.callbacks.Callback):
    """End the training once every picture of an epoch was recognised."""

    def on_epoch_end(self, epoch, logs=None):
        """Look at the accuracy."""
        self.model.stop_training = logs["accuracy"] > 0.999


def prepared(pictures, labels):
    """Return a batch as InceptionV3 expects it."""
    return tf.keras.applications.inception_v3.preprocess_input(pictures), labels


# %%
with try_it():
    for_training, for_validation = (dataset.map(prepared) for dataset in train_val_datasets())
    model = create_final_model(pre_trained_model, output_of_last_layer(pre_trained_model))
    model.fit(
        for_training, validation_data=for_validation, epochs=2, callbacks=[StopWhenPerfect()], verbose=2
    )

# %% [markdown]
# ## Everything
#
# `check()` looks at all four at once and shows your progress. Before you submit, restart the kernel and
# run the notebook from top to bottom, so that nothing depends on a cell that you have changed or deleted since.

# %%
check()
