"""Known ways to be wrong: `<graded name>__<what is wrong>`, each with the advice that helps.

A student's function that answers every case as one of these does is explained by its docstring.
"""
# ruff: noqa: PTH103, PTH118, PTH202, PTH208, S108, T201 - students use os, and the notebook's own paths

import os
import random
import shutil

import tensorflow as tf

PARTS, KINDS = ("training", "validation"), ("cats", "dogs")
SOURCE, BORDER = "/tmp/cats-v-dogs", 0.9


def make_folders(root_path, parts=PARTS, kinds=KINDS):
    """Make a folder for each class of each part."""
    for part in parts:
        for kind in kinds:
            os.makedirs(os.path.join(root_path, part, kind))


def create_train_val_dirs__global_root(root_path):
    """The folders are always made in the notebook's own root_dir: build each path from the argument root_path."""
    make_folders(SOURCE)


def create_train_val_dirs__testing(root_path):
    """The second folder is called "testing"; this edition of the course calls it "validation"."""
    make_folders(root_path, ("training", "testing"))


def create_train_val_dirs__train_and_val(root_path):
    """The folders are called "train" and "val"; they should be called "training" and "validation"."""
    make_folders(root_path, ("train", "val"))


def create_train_val_dirs__names_of_the_source(root_path):
    """The folders of the classes are called "Cat" and "Dog"; here they should be called "cats" and "dogs"."""
    make_folders(root_path, PARTS, ("Cat", "Dog"))


def create_train_val_dirs__no_classes(root_path):
    """Training and validation have no folders for the classes: make "cats" and "dogs" in each of them."""
    for part in PARTS:
        os.makedirs(os.path.join(root_path, part))


def create_train_test_dirs__global_root(root_path):
    """The folders are always made in the notebook's own root_dir: build each path from the argument root_path."""
    make_folders(SOURCE, ("training", "testing"))


def create_train_test_dirs__validation(root_path):
    """The second folder is called "validation"; this edition of the course calls it "testing"."""
    make_folders(root_path)


def names_of(folder):
    """Return the names of a folder's files that hold something, and tell of the others."""
    names = []
    for name in os.listdir(folder):
        if os.path.getsize(os.path.join(folder, name)):
            names.append(name)
        else:
            print(f"{name} is zero length, so ignoring.")
    return names


def put(source, target, names, *, by=shutil.copyfile):
    """Copy some files from one folder to another, or do something else with them."""
    for name in names:
        by(os.path.join(source, name), os.path.join(target, name))


def split_data__overlap_from_the_start(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    """Validation gets the first files again, which are there for training: it begins where those for training end."""
    names = names_of(SOURCE_DIR)
    border = int(len(names) * SPLIT_SIZE)
    names = random.sample(names, len(names))
    put(SOURCE_DIR, TRAINING_DIR, names[:border])
    put(SOURCE_DIR, VALIDATION_DIR, names[: len(names) - border])


def split_data__two_samples(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    """Training and validation are drawn one without the other, so they overlap: shuffle once, then cut the list in two."""
    names = names_of(SOURCE_DIR)
    border = int(len(names) * SPLIT_SIZE)
    put(SOURCE_DIR, TRAINING_DIR, random.sample(names, len(names))[:border])
    put(SOURCE_DIR, VALIDATION_DIR, random.sample(names, len(names) - border))


def split_data__training_twice(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    """The files for training are copied for validation too: copy the others there."""
    names = names_of(SOURCE_DIR)
    names = random.sample(names, len(names))[: int(len(names) * SPLIT_SIZE)]
    put(SOURCE_DIR, TRAINING_DIR, names)
    put(SOURCE_DIR, VALIDATION_DIR, names)


def split_data__empty_files_copied(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    """Files of zero length are copied like any other: leave out those whose os.path.getsize is 0."""
    names = os.listdir(SOURCE_DIR)
    border = int(len(names) * SPLIT_SIZE)
    names = random.sample(names, len(names))
    put(SOURCE_DIR, TRAINING_DIR, names[:border])
    put(SOURCE_DIR, VALIDATION_DIR, names[border:])


def split_data__empty_files_counted(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    """The size of training is a share of all files, the empty ones too: count those only that are copied."""
    names = names_of(SOURCE_DIR)
    border = int(len(os.listdir(SOURCE_DIR)) * SPLIT_SIZE)
    names = random.sample(names, len(names))
    put(SOURCE_DIR, TRAINING_DIR, names[:border])
    put(SOURCE_DIR, VALIDATION_DIR, names[border:])


def split_data__empty_files_dropped_late(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    """Empty files take part in the split and are dropped while copying, so the sizes are off: drop them before."""
    names = os.listdir(SOURCE_DIR)
    full = set(names_of(SOURCE_DIR))
    border = int(len(names) * SPLIT_SIZE)
    names = random.sample(names, len(names))
    put(SOURCE_DIR, TRAINING_DIR, [name for name in names[:border] if name in full])
    put(SOURCE_DIR, VALIDATION_DIR, [name for name in names[border:] if name in full])


def split_data__share_fixed(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    """The split is always 0.9: use the argument SPLIT_SIZE."""
    names = names_of(SOURCE_DIR)
    border = int(len(names) * BORDER)
    names = random.sample(names, len(names))
    put(SOURCE_DIR, TRAINING_DIR, names[:border])
    put(SOURCE_DIR, VALIDATION_DIR, names[border:])


def split_data__moved(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    """The files are moved: copy them, so that the originals stay where they are."""
    names = names_of(SOURCE_DIR)
    border = int(len(names) * SPLIT_SIZE)
    names = random.sample(names, len(names))
    put(SOURCE_DIR, TRAINING_DIR, names[:border], by=shutil.move)
    put(SOURCE_DIR, VALIDATION_DIR, names[border:], by=shutil.move)


def split_data__swapped(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    """The larger part goes to validation and the smaller one to training; it should be the other way round."""
    names = names_of(SOURCE_DIR)
    border = int(len(names) * SPLIT_SIZE)
    names = random.sample(names, len(names))
    put(SOURCE_DIR, VALIDATION_DIR, names[:border])
    put(SOURCE_DIR, TRAINING_DIR, names[border:])


def split_data__training_only(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    """Nothing is copied for validation: copy what is left after training there."""
    names = names_of(SOURCE_DIR)
    put(SOURCE_DIR, TRAINING_DIR, random.sample(names, len(names))[: int(len(names) * SPLIT_SIZE)])


def stopper(enough):
    """Return a callback that stops when a condition on the logs holds."""

    class Stopper(tf.keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            if enough(logs):
                self.model.stop_training = True

    return Stopper()


def EarlyStoppingCallback__either():
    """One high accuracy is enough to stop, but both have to be high: join the conditions with `and`."""
    return stopper(lambda logs: logs["accuracy"] >= 0.95 or logs["val_accuracy"] >= 0.8)


def EarlyStoppingCallback__training_only():
    """The validation accuracy is not looked at, or what it has to reach is too low: it has to be at least 0.8 too."""
    return stopper(lambda logs: logs["accuracy"] >= 0.95)


def EarlyStoppingCallback__validation_only():
    """The training accuracy is not looked at, or what it has to reach is too low: it has to be at least 0.95 too."""
    return stopper(lambda logs: logs["val_accuracy"] >= 0.8)


def EarlyStoppingCallback__swapped_thresholds():
    """Training goes on at a validation accuracy of 0.8 and more: 0.95 is for the training accuracy, not for this one."""
    return stopper(lambda logs: logs["accuracy"] >= 0.8 and logs["val_accuracy"] >= 0.95)


def EarlyStoppingCallback__low_threshold():
    """Training stops at an accuracy of 0.8 already: it should be at least 0.95 on the training data."""
    return stopper(lambda logs: logs["accuracy"] >= 0.8 and logs["val_accuracy"] >= 0.8)


def EarlyStoppingCallback__below():
    """Training stops while the accuracies are low: compare with >=, not with <=."""
    return stopper(lambda logs: logs["accuracy"] <= 0.95 and logs["val_accuracy"] <= 0.8)


def EarlyStoppingCallback__never():
    """Training never stops: set self.model.stop_training to True, and compare accuracies, which go from 0 to 1."""
    return stopper(lambda logs: False)


def EarlyStoppingCallback__always():
    """Training stops after any epoch: look at logs["accuracy"] and logs["val_accuracy"] first."""
    return stopper(lambda logs: True)
