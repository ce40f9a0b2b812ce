"""The edition of 2022: what is not for training is for validation."""

from pathlib import Path


def create_train_val_dirs(root_path):
    """Make a folder for each class of each part."""
    for part in ("training", "validation"):
        for kind in ("cats", "dogs"):
            Path(root_path, part, kind).mkdir(parents=True)
