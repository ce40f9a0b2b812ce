SETTINGS = dict(image_size=(120, 120), batch_size=64, label_mode="binary", validation_split=0.15, seed=123)

# %%
def train_val_datasets():
    sets = [tf.keras.utils.image_dataset_from_directory(DATA_DIR, subset=subset, **SETTINGS)
            for subset in ("training", "validation")]
    return tuple(sets)
