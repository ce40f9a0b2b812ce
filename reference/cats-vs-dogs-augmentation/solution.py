"""Right solutions of the graded functions and of the graded class, as the newest edition asks for them."""

import tensorflow as tf

DATA_DIR = "./PetImages"
SHAPE = (120, 120, 3)


def train_val_datasets():
    """Return batches of 85 % of the images for training, and of the others for validation."""
    return tf.keras.utils.image_dataset_from_directory(
        DATA_DIR,
        label_mode="binary",
        batch_size=128,
        image_size=(120, 120),
        seed=42,
        validation_split=0.15,
        subset="both",
    )


def create_augmentation_model():
    """Return the layers that change images at random while a model is trained."""
    return tf.keras.Sequential(
        [
            tf.keras.Input(shape=SHAPE),
            tf.keras.layers.RandomFlip("horizontal"),
            tf.keras.layers.RandomRotation(0.1),
            tf.keras.layers.RandomZoom(0.1),
        ]
    )


def create_model():
    """Return a small convolutional network behind the augmentation, compiled for two classes."""
    model = tf.keras.Sequential([tf.keras.Input(shape=SHAPE), create_augmentation_model()])
    model.add(tf.keras.layers.Rescaling(1 / 255))
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
        if min(logs["accuracy"], logs["val_accuracy"]) >= 0.8:
            self.model.stop_training = True
