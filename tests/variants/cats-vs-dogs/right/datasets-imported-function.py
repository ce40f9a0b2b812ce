from pathlib import Path
from tensorflow.keras.utils import image_dataset_from_directory

# %%
def train_val_datasets():
    both = image_dataset_from_directory(Path(DATA_DIR), image_size=(150, 150), validation_split=0.1,
                                        label_mode='binary', subset='both', seed=2024, batch_size=32)
    training_dataset, validation_dataset = both
    return training_dataset, validation_dataset
