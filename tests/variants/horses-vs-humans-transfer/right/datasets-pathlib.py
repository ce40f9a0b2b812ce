from pathlib import Path

from tensorflow.keras.utils import image_dataset_from_directory


def train_val_datasets():
    folders = [Path(TRAIN_DIR), Path(VALIDATION_DIR)]
    return tuple(
        image_dataset_from_directory(folder, image_size=(150, 150), label_mode="binary", labels="inferred")
        for folder in folders
    )
