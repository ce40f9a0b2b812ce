"""Values of variables that are put off: whatever looks at one gets what it would have had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.sandbox.interface import Returned
from tests.box.keras.inside import table

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

HE = "he = tf.keras.initializers.HeNormal(seed=1)\nexpected = he((2, 3)).numpy()\n"
LAYER = "layer = tfl.Dense(3, kernel_initializer=he)\nlayer.build((None, 2))\n"
# Each body returns whether the values are the expected ones.
USES = {
    "read": "same = (layer.get_weights()[0] == expected).all()",
    "in a function": (
        "call = tf.function(lambda x: layer(x))\n"
        "same = (call(np.eye(2, dtype='float32')).numpy() == expected).all()"
    ),
    "assigned": (
        "layer.kernel.assign(expected + 1)\nlayer.kernel.assign_add(expected)\n"
        "same = (layer.kernel.numpy() == expected + 1 + expected).all()"
    ),
    "watched": (
        "with tf.GradientTape() as tape:\n    loss = tf.reduce_sum(layer(np.ones((1, 2), 'float32')))\n"
        "same = (tape.gradient(loss, layer.trainable_variables)[0].numpy() == 1).all()"
    ),
    "assigned in half precision": (
        "class Own(tfl.Layer):\n"
        "    def build(self, _):\n"
        "        self.w = self.add_weight(shape=(2, 3), initializer='zeros', name='w')\n"
        "    def call(self, x):\n"
        "        self.w.assign(expected)\n"
        "        return x\n"
        "own = Own(dtype='mixed_float16')\nown(np.ones((1, 2), 'float32'))\n"
        "same = (own.get_weights()[0] == expected).all()"
    ),
}  # fmt: skip


def test_values_are_those_of_the_initializer(keras: Runtime) -> None:
    """However they are used first."""
    bodies = {how: f"{HE}{LAYER}{use}\nreturn str(bool(same))" for how, use in USES.items()}
    assert table(keras, bodies, None) == dict.fromkeys(USES, Returned("True"))
