"""Known ways to be wrong: `<graded function>__<what is wrong>`, each with the advice that helps.

A student's function that answers every case as one of these does is explained by its docstring.
"""
# ruff: noqa: F821 - the names of solution.py are defined beside these


def _folder(path, **settings):
    wanted = {"label_mode": "binary", "batch_size": 32, "image_size": (150, 150), "shuffle": True, "seed": 7}
    return tf.keras.utils.image_dataset_from_directory(path, **{**wanted, **settings})


def train_val_datasets__folders_swapped():
    """The datasets are swapped: the first is made of TRAIN_DIR, the second of VALIDATION_DIR."""
    return _folder(VALIDATION_DIR), _folder(TRAIN_DIR)


def train_val_datasets__training_twice():
    """Both datasets show the training images: make the second of VALIDATION_DIR."""
    return _folder(TRAIN_DIR), _folder(TRAIN_DIR)


def train_val_datasets__size_left_out():
    """Keras makes images of 256 by 256 unless image_size says otherwise: pass (150, 150)."""
    return _folder(TRAIN_DIR, image_size=(256, 256)), _folder(VALIDATION_DIR, image_size=(256, 256))


def train_val_datasets__categorical():
    """The model has one unit, so a label is one number: label_mode is "binary"."""
    return _folder(TRAIN_DIR, label_mode="categorical"), _folder(VALIDATION_DIR, label_mode="categorical")


def _generators(training, validation, *folders, **settings):
    wanted = {"class_mode": "binary", "target_size": (150, 150), "batch_size": 32, **settings}
    images = tf.keras.preprocessing.image.ImageDataGenerator
    pairs = zip((training, validation), folders, strict=True)
    return tuple(images(**changes).flow_from_directory(folder, **wanted) for changes, folder in pairs)


def train_val_generators__validation_augmented(TRAINING_DIR, VALIDATION_DIR):
    """The validation images are augmented too: their generator only rescales, so that they stay as they are."""
    changes = {"rescale": 1 / 255, "rotation_range": 40, "zoom_range": 0.2, "horizontal_flip": True}
    return _generators(changes, changes, TRAINING_DIR, VALIDATION_DIR)


def train_val_generators__not_rescaled(TRAINING_DIR, VALIDATION_DIR):
    """The images are not rescaled: pass rescale=1/255 to both generators, so that numbers lie between 0 and 1."""
    return _generators({"rotation_range": 40, "horizontal_flip": True}, {}, TRAINING_DIR, VALIDATION_DIR)


def train_val_generators__folders_swapped(TRAINING_DIR, VALIDATION_DIR):
    """The folders are swapped: the training generator reads TRAINING_DIR, the other VALIDATION_DIR."""
    augmented = {"rescale": 1 / 255, "rotation_range": 40, "zoom_range": 0.2, "horizontal_flip": True}
    return _generators(augmented, {"rescale": 1 / 255}, VALIDATION_DIR, TRAINING_DIR)


def train_val_generators__categorical(TRAINING_DIR, VALIDATION_DIR):
    """The model has one unit, so a label is one number: class_mode is "binary"."""
    augmented = {"rescale": 1 / 255, "rotation_range": 40, "zoom_range": 0.2, "horizontal_flip": True}
    plain = {"rescale": 1 / 255}
    return _generators(augmented, plain, TRAINING_DIR, VALIDATION_DIR, class_mode="categorical")


def _inception(path):
    return tf.keras.applications.inception_v3.InceptionV3(
        input_shape=(150, 150, 3), include_top=False, weights=path or LOCAL_WEIGHTS_FILE
    )


def create_pre_trained_model__not_frozen(local_weights_file=None):
    """No layer is frozen: set the attribute trainable to False, that of the model or those of all of its layers."""
    return _inception(local_weights_file)


def create_pre_trained_model__upper_layers_trained(local_weights_file=None):
    """Only a part of the layers is frozen: go over all of them, or set the model's own trainable to False."""
    model = _inception(local_weights_file)
    for layer in model.layers[:279]:
        layer.trainable = False
    return model


def create_pre_trained_model__weights_not_loaded(local_weights_file=None):
    """The weights are never loaded, so the network knows nothing: load those of the local file."""
    model = tf.keras.applications.inception_v3.InceptionV3(
        input_shape=(150, 150, 3), include_top=False, weights=None
    )
    model.trainable = False
    return model


def output_of_last_layer__very_last(pre_trained_model):
    """That is the network's very last layer: the one asked for is called mixed7."""
    return pre_trained_model.layers[-1].output


def output_of_last_layer__neighbour_below(pre_trained_model):
    """That is mixed6, which has the same shape: the layer asked for is called mixed7."""
    return pre_trained_model.get_layer("mixed6").output


def output_of_last_layer__neighbour_above(pre_trained_model):
    """That is mixed8: the layer asked for is called mixed7."""
    return pre_trained_model.get_layer("mixed8").output


def _final(pre_trained_model, x, rate=None, **settings):
    model = tf.keras.Model(inputs=pre_trained_model.input, outputs=x)
    optimizer = tf.keras.optimizers.RMSprop(learning_rate=rate or LEARNING_RATE)
    wanted = {"optimizer": optimizer, "loss": "binary_crossentropy", "metrics": ["accuracy"]}
    model.compile(**{**wanted, **settings})
    return model


def _hidden(last_output):
    return tf.keras.layers.Dense(1024, activation="relu")(tf.keras.layers.Flatten()(last_output))


def create_final_model__no_dropout(pre_trained_model, last_output):
    """There is no dropout between the two dense layers: add one with a rate of 0.2."""
    return _final(pre_trained_model, tf.keras.layers.Dense(1, activation="sigmoid")(_hidden(last_output)))


def create_final_model__logits(pre_trained_model, last_output):
    """The last layer has no activation, but the loss takes probabilities: give it the activation sigmoid."""
    x = tf.keras.layers.Dropout(0.2)(_hidden(last_output))
    return _final(pre_trained_model, tf.keras.layers.Dense(1)(x))


def create_final_model__default_rate(pre_trained_model, last_output):
    """The learning rate is Keras' own, 0.001, which is too large here: pass learning_rate to RMSprop."""
    x = tf.keras.layers.Dropout(0.2)(_hidden(last_output))
    return _final(pre_trained_model, tf.keras.layers.Dense(1, activation="sigmoid")(x), rate=0.001)


def create_final_model__softmax(pre_trained_model, last_output):
    """The softmax of a single number is always 1: one unit takes the activation sigmoid."""
    x = tf.keras.layers.Dropout(0.2)(_hidden(last_output))
    return _final(pre_trained_model, tf.keras.layers.Dense(1, activation="softmax")(x))


def create_final_model__whole_network(pre_trained_model, last_output):
    """The new layers work on the whole network's output: let them start from the argument last_output."""
    x = tf.keras.layers.Dropout(0.2)(_hidden(pre_trained_model.output))
    return _final(pre_trained_model, tf.keras.layers.Dense(1, activation="sigmoid")(x))
