from tensorflow.keras import layers

# %%
def create_augmentation_model():
    augmentation_model = tf.keras.Sequential([
        layers.Input(shape=(120, 120, 3)),
        layers.RandomFlip('horizontal'),
        layers.RandomContrast(0.2),
        layers.RandomBrightness(0.1),
        layers.RandomRotation(factor=(-0.1, 0.1)),
    ])
    return augmentation_model
