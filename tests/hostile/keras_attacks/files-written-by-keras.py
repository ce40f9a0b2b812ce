"""Saves models, weights, images, logs and checkpoints outside the scratch folder."""

# loses: nothing
import h5py
import numpy as np
import tensorflow as tf

_right = happyModel


def ways(model, folder):
    callbacks = tf.keras.callbacks
    x, y = np.zeros((2, 64, 64, 3), "f4"), np.zeros((2, 1), "f4")
    for callback in (
        lambda: callbacks.ModelCheckpoint(f"{folder}/hostile-check.weights.h5", save_weights_only=True),
        lambda: callbacks.CSVLogger(f"{folder}/hostile.csv"),
        lambda: callbacks.TensorBoard(f"{folder}/hostile-board"),
        lambda: callbacks.BackupAndRestore(f"{folder}/hostile-backup"),
    ):
        yield lambda: model.fit(x, y, verbose=0, callbacks=[callback()])
    yield lambda: model.save(f"{folder}/hostile.keras")
    yield lambda: model.save(f"{folder}/hostile.h5")
    yield lambda: model.save_weights(f"{folder}/hostile.weights.h5")
    yield lambda: model.export(f"{folder}/hostile-export")
    yield lambda: tf.saved_model.save(model, f"{folder}/hostile-saved")
    yield lambda: tf.keras.utils.plot_model(model, f"{folder}/hostile.png")
    yield lambda: tf.keras.utils.save_img(f"{folder}/hostile-img.png", np.zeros((4, 4, 3)))
    yield lambda: h5py.File(f"{folder}/hostile-x.h5", "w")
    yield lambda: np.save(f"{folder}/hostile.npy", x)


def happyModel():
    model = _right()
    model.compile("sgd", "mse")
    for way in ways(model, "@OUTSIDE@"):
        try:
            way()
        except Exception:
            continue
    return _right()
