from tensorflow.keras.preprocessing import image_dataset_from_directory

# %%
IMAGE_SIZE, BATCH = (150, 150), 128

def make(subset):
    return image_dataset_from_directory(DATA_DIR, label_mode='binary', image_size=IMAGE_SIZE, batch_size=BATCH,
                                        validation_split=0.1, subset=subset, seed=42)

def train_val_datasets():
    """Make both datasets."""
    return make('training'), make('validation')
