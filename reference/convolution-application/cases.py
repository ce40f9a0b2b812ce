"""Hidden cases: values that a model gives with every weight set by rule, and another input shape.

Images are drawn wide enough that ReLU, ReLU6, leaky ReLU and tanh give different values.
"""

import numpy as np

from grader.packs import Call


def images(random, *shape):
    """Return float32 images with values well below and above zero."""
    return (4 * random.randn(*shape)).astype(np.float32)


def cases(random):
    """Yield every hidden case."""
    seed = int(random.randint(2**31))
    x = images(random, 3, 64, 64, 3)
    yield Call(
        "happyModel",
        "values",
        probe={"want": ["inference", "training", "moving"], "x": x, "seed": seed},
    )
    yield Call(
        "convolutional_model", "values", ((64, 64, 3),), probe={"want": ["inference"], "x": x, "seed": seed}
    )
    x = images(random, 2, 40, 72, 2)
    yield Call(
        "convolutional_model",
        "other_shape",
        ((40, 72, 2),),
        probe={"want": ["graph", "inference"], "x": x, "seed": seed},
    )
