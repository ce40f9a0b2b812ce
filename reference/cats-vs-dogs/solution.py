"""Right solutions of the graded functions and of the graded class, as the newest edition asks for them."""

import tensorflow as tf

DATA_DIR = "./PetImages"


def train_val_datasets():
    """Return batches of nine tenths of the images for training, and of the others for validation."""
    return tf.keras.utils.image_dataset_from_directory(
        DATA_DIR,
        label_mode="binary",
        batch_size=128,
        image_size=(150, 150),
        seed=42,
        validation_split=0.1,
        subset="both",
    )


def create_model():
    """Return a small convolutional network, compiled for two classes."""
    model = tf.keras.Sequential([tf.keras.Input(shape=(150, 150, 3)), tf.keras.layers.Rescaling(1 / 255)])
    for filters in (16, 32, 64):
        model.add(tf.keras.layers.Conv2D(filters, 3, activation="relu"))
        model.add(tf.keras.layers.MaxPooling2D(2))
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dense(64, activation="relu"))
    model.add(tf.keras.layers.Dense(1, activation="sigmoid"))
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


class EarlyStoppingCallback(tf.keras.callbacks.Callback):
    """Ends training as soon as both accuracies are high enough."""

    def on_epoch_end(self, epoch, logs=None):
        """Look at both accuracies of an epoch."""
        if logs["accuracy"] >= 0.95 and logs["val_accuracy"] >= 0.8:
            self.model.stop_training = True
