"""Whole notebooks on both Kerases: training is cut, weights and models are where notebooks look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.full_run.job import Job
from grader.full_run.run import run

if TYPE_CHECKING:
    from grader.full_run.transcript import Transcript

HEAD = """\
import numpy as np
import tensorflow as tf
x, y = np.ones((320, 4), "float32"), np.ones((320, 1), "float32")
class Count(tf.keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.steps = 0
    def on_train_batch_end(self, batch, logs=None):
        self.steps += 1
def small():
    model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    return model
model, count = small(), Count()
"""
CELLS = {
    "arrays": "h = model.fit(x, y, epochs=100, batch_size=8, callbacks=[count])\n"
    "assert (len(h.history['loss']), count.steps) == (2, 4), (h.history, count.steps)",
    "few": "h = model.fit(x[:40], y[:40], epochs=1, callbacks=[Count()])\nassert h.epoch == [0], h.epoch",
    "positions": "h = model.fit(x, y, 16, 50)\nassert h.epoch == [0, 1], h.epoch",
    "later": "h = model.fit(x, y, initial_epoch=5, epochs=50)\nassert h.epoch == [5, 6], h.epoch",
    "datasets": "data = tf.data.Dataset.from_tensor_slices((x, y)).batch(320)\n"
    "h = model.fit(data, epochs=9, validation_data=data)\n"
    "assert {len(v) for v in h.history.values()} == {2}, h.history\n"
    "h = model.fit(data.unbatch().batch(4), epochs=9, validation_data=data.unbatch().batch(4))\n"
    "assert {len(v) for v in h.history.values()} == {2}, h.history",
    "generators": "def endless():\n    while True:\n        yield x[:8], y[:8]\n"
    "h = model.fit(endless(), epochs=9, steps_per_epoch=1000)\nassert h.epoch == [0, 1]",
    "weights": "model.save_weights('a.weights.h5')\nother = small()\nother.build((None, 4))\n"
    "other.load_weights('a.weights.h5')\nassert np.allclose(other.get_weights()[0], model.get_weights()[0])\n"
    "other.load_weights('nowhere.h5')",
    "pretrained": "net = tf.keras.applications.MobileNetV2(input_shape=(96, 96, 3), weights='imagenet')\n"
    "p = net.predict(np.zeros((1, 96, 96, 3)))\n"
    "top = tf.keras.applications.mobilenet_v2.decode_predictions(p, top=2)\nassert len(top[0]) == 2",
    "models": "given = tf.keras.models.load_model('data/given.h5')\n"
    "assert given.predict(np.zeros((2, 16, 16, 3))).shape == (2, 5)\nassert given.evaluate is not None",
    "drawings": "tf.keras.utils.plot_model(model)",
    "keras": "print(tf.keras.__version__)",
}
FIXTURES = {
    "files": {},
    "classes": [{"file": ".keras/imagenet_class_index.json", "count": 1000}],
    "models": [{"file": "data/given.h5", "input": [16, 16, 3], "classes": 5}],
}


@pytest.fixture(scope="module", params=[pytest.param("keras2", marks=pytest.mark.thorough), "keras3"])
def transcript(request: pytest.FixtureRequest) -> Transcript:
    return run(Job([HEAD, *CELLS.values()], str(request.param), {}, {}, FIXTURES))


@pytest.mark.parametrize("name", ["head", *CELLS])
def test_cell(transcript: Transcript, name: str) -> None:
    """Each does what it says, in a few steps."""
    index = ["head", *CELLS].index(name)
    assert transcript.cells[index].error is None
