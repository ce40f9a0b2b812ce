"""The edition of 2022: generators, of folders that are arguments; a path of weights that is one too."""

LEARNING_RATE = 0.0001


def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
    """Return generators of the images in the folders; those for training are augmented."""
    images = tf.keras.preprocessing.image.ImageDataGenerator
    settings = {"class_mode": "binary", "target_size": (150, 150), "batch_size": 32}
    augmented = images(
        rescale=1 / 255, rotation_range=40, width_shift_range=0.2, zoom_range=0.2, horizontal_flip=True
    )
    training = augmented.flow_from_directory(TRAINING_DIR, **settings)
    return training, images(rescale=1 / 255).flow_from_directory(VALIDATION_DIR, **settings)


def create_pre_trained_model(local_weights_file):
    """Return InceptionV3 without its top, with weights from a file, none of which is trained."""
    model = tf.keras.applications.inception_v3.InceptionV3(
        input_shape=(150, 150, 3), include_top=False, weights=None
    )
    model.load_weights(local_weights_file)
    for layer in model.layers:
        layer.trainable = False
    return model
