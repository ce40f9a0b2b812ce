"""Hidden cases: images of another size, as numbers from 0 to 255."""

import numpy as np

from grader.packs import Call

# The course's layers with other settings: a model that makes its augmentation itself shows there.
AUGMENTATION = {"$sequential": [["RandomFlip", {"mode": "vertical"}], ["RandomRotation", {"factor": 0.1}]]}


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
        "other_shape",
        ((96, 128), AUGMENTATION),
        probe={"want": ["graph", "inference"], "x": images(random, 2, 96, 128, 3), "seed": 3},
    )
