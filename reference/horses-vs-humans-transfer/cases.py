"""Hidden cases: other folders with other numbers of images, and another file of weights."""
# ruff: noqa: S108 - folders as notebooks call them

from grader.packs import Call


def folders(random, train, validation):
    """Return recipes for folders of images, more than one batch of the first class for training."""
    names = {
        f"{train}/horses": 34,
        f"{train}/humans": 5,
        f"{validation}/horses": 3,
        f"{validation}/humans": 8,
    }
    return {
        folder: {
            "images": least + int(random.randint(9)),
            "size": [24, 32],
            "names": "picture-{}.jpg",
            "seed": int(random.randint(10_000)),
        }
        for folder, least in names.items()
    }


def cases(random):
    """Yield every hidden case."""
    yield Call(
        "train_val_datasets",
        "other_images",
        probe={"want": ["loaders"], "files": folders(random, "data/train", "data/validation")},
        generations=("2024",),
    )
    yield Call(
        "train_val_generators",
        "other_folders",
        ("/tmp/pictures/first", "/tmp/pictures/second"),
        probe={"want": ["loaders"], "files": folders(random, "/tmp/pictures/first", "/tmp/pictures/second")},
        generations=("2022",),
    )
    yield Call(
        "create_pre_trained_model",
        "other_file",
        ("/tmp/elsewhere/notop.h5",),
        probe={"want": ["facts"]},
        generations=("2022",),
    )
