"""Right solutions of the graded functions: the edition of 2024, made of datasets."""

import tensorflow as tf

TRAIN_DIR = "./data/train/"
VALIDATION_DIR = "./data/validation/"
LOCAL_WEIGHTS_FILE = "./model/inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5"
LEARNING_RATE = 0.00001


def _images_of(folder):
    return tf.keras.utils.image_dataset_from_directory(
        folder, label_mode="binary", batch_size=32, image_size=(150, 150), shuffle=True, seed=7
    )


def train_val_datasets():
    """Return datasets of the images in the folders for training and for validation."""
    return _images_of(TRAIN_DIR), _images_of(VALIDATION_DIR)


def create_pre_trained_model():
    """Return InceptionV3 without its top, with weights from a file, none of which is trained."""
    model = tf.keras.applications.inception_v3.InceptionV3(
        input_shape=(150, 150, 3), include_top=False, weights=LOCAL_WEIGHTS_FILE
    )
    model.trainable = False
    return model


def output_of_last_layer(pre_trained_model):
    """Return what the layer puts out that the new layers are to work on."""
    output = pre_trained_model.get_layer("mixed7").output
    print("last layer output shape: ", output.shape)  # noqa: T201 - as published
    return output


def create_final_model(pre_trained_model, last_output):
    """Return the pre-trained model up to that layer with a binary classifier on top, compiled."""
    x = tf.keras.layers.Dense(1024, activation="relu")(tf.keras.layers.Flatten()(last_output))
    x = tf.keras.layers.Dense(1, activation="sigmoid")(tf.keras.layers.Dropout(0.2)(x))
    model = tf.keras.Model(inputs=pre_trained_model.input, outputs=x)
    model.compile(
        optimizer=tf.keras.optimizers.RMSprop(learning_rate=LEARNING_RATE),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    return model
