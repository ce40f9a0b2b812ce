"""Hidden cases: other images, other tables, arrays of another length, and a step of training."""
# ruff: noqa: S108 - folders as notebooks call them

import numpy as np

from grader.packs import Call

LETTERS = "ABCDEFGHIKLMNOPQRSTUVWXY"
NUMBERS = [number for number in range(25) if number != 9]  # J needs a movement


def folders(random):
    """Return recipes for folders of gray images, one for each letter."""
    recipes = {}
    for root, least in (("data/train", 2), ("data/validation", 1)):
        for letter in LETTERS:
            recipes[f"{root}/{letter}"] = {
                "images": least + int(random.randint(3)),
                "size": [28, 28],
                "gray": True,
                "names": "hand-{}.jpg",
                "seed": int(random.randint(10_000)),
            }
    return recipes


def table(random):
    """Return the recipe of a table of images, with a number of rows that nobody expects."""
    labels = [int(label) for label in random.choice(NUMBERS, 3 + random.randint(9))]
    return {"csv": {"labels": labels, "side": 28, "seed": int(random.randint(10_000))}}


def arrays(random, m, labels):
    """Return images as they are parsed, float64 from 0 to 255, with labels that a batch has all of.

    The images of each label are darker than those of the one before it: so labels can be told from images.
    """
    which = np.resize(np.arange(len(labels)), m)
    darkness = np.geomspace(0.4, 2.5, len(labels))[which]
    images = 255 * random.uniform(0, 1, (m, 28, 28)) ** darkness[:, None, None]
    return images, np.array(labels, np.float64)[which]


def cases(random):
    """Yield every hidden case."""
    yield Call(
        "train_val_datasets",
        "other_images",
        probe={"want": ["loaders"], "files": folders(random)},
        generations=("2024",),
    )
    for name, edition in (("parse_data_from_input", "2022"), ("get_data", "2019")):
        yield Call(
            name,
            "other_table",
            ("/tmp/letters.csv",),
            probe={"want": ["arrays"], "files": {"/tmp/letters.csv": table(random)}},
            generations=(edition,),
        )
    yield Call(
        "train_val_generators",
        "other_arrays",
        (
            *arrays(random, 33 + random.randint(9), (2, 5, 11)),
            *arrays(random, 44 + random.randint(9), (7, 24)),
        ),
        probe={"want": ["loaders"], "brightness": True},
        generations=("2022",),
    )
    x = random.uniform(0, 1, (16, 28, 28, 1)).astype(np.float32)
    y = random.choice(24, 16)
    numbers = {"want": ["learning"], "steps": 24, "x": x, "y": y.astype(np.float32)}
    rows = {**numbers, "x": 255 * x, "y": np.eye(24, dtype=np.float32)[y]}
    yield Call("create_model", "learning", probe=numbers, generations=("2022",))
    yield Call("create_model", "learning", probe=rows, generations=("2024",))
    yield Call("letter_model", "learning", probe={**numbers, "result": "model"}, generations=("2019",))
