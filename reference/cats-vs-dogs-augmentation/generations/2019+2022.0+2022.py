"""Editions with folders to be filled: images are copied, then read, rescaled and augmented by generators."""

import random
import shutil
from pathlib import Path

from tensorflow.keras.preprocessing.image import ImageDataGenerator


def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    """Copy a random share of the files that hold something to one folder, and the others to another one."""
    names = []
    for path in sorted(Path(SOURCE_DIR).iterdir()):
        if path.stat().st_size:
            names.append(path.name)
        else:
            print(f"{path.name} is zero length, so ignoring.")  # noqa: T201 - the course asks for it
    random.shuffle(names)
    border = int(len(names) * SPLIT_SIZE)
    for folder, share in ((TRAINING_DIR, names[:border]), (VALIDATION_DIR, names[border:])):
        for name in share:
            shutil.copyfile(Path(SOURCE_DIR, name), Path(folder, name))


def generator_of(folder, **augmentation):
    """Return batches of a folder's images, from 0 to 1, with a label for each."""
    images = ImageDataGenerator(rescale=1 / 255, **augmentation)
    return images.flow_from_directory(folder, target_size=(150, 150), batch_size=10, class_mode="binary")


def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
    """Return both generators; only the first one makes new images out of what it reads."""
    augmentation = {
        "rotation_range": 40,
        "width_shift_range": 0.2,
        "height_shift_range": 0.2,
        "shear_range": 0.2,
        "zoom_range": 0.2,
        "horizontal_flip": True,
    }
    return generator_of(TRAINING_DIR, **augmentation), generator_of(VALIDATION_DIR)


def create_model():
    """Return a small convolutional network for images from 0 to 1, compiled for two classes."""
    model = tf.keras.Sequential([tf.keras.Input(shape=(150, 150, 3))])
    for filters in (16, 32, 64):
        model.add(tf.keras.layers.Conv2D(filters, 3, activation="relu"))
        model.add(tf.keras.layers.MaxPooling2D(2))
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dense(64, activation="relu"))
    model.add(tf.keras.layers.Dense(1, activation="sigmoid"))
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model
