"""Hidden cases: images of the course's size and of another, as numbers from 0 to 255."""

import numpy as np

from grader.packs import Call

# The course's layers with other settings: a model that makes its augmentation itself shows there.
AUGMENTATION = {"$sequential": [["RandomFlip", {"mode": "vertical"}], ["RandomRotation", {"factor": 0.1}]]}

# Who takes a global for the argument is wrong at the other one only.
IMAGE_SHAPE, OTHER_SHAPE = (160, 160), (96, 128)


def images(random, *shape):
    """Return float32 images of 0 to 255."""
    return random.uniform(0, 255, shape).astype(np.float32)


def cases(random):
    """Yield every hidden case."""
    yield Call(
        "data_augmenter",
        "values",
        probe={"want": ["inference"], "x": images(random, 2, 24, 32, 3), "seed": 1},
    )
    yield Call(
        "alpaca_model",
        "values",
        (IMAGE_SHAPE, AUGMENTATION),
        probe={"want": ["inference"], "x": images(random, 1, *IMAGE_SHAPE, 3), "seed": 3},
    )
    yield Call("alpaca_model", "other_shape", (OTHER_SHAPE, AUGMENTATION), probe={"want": ["graph"]})
