"""What a case asks of a result: values in both modes, and what a cell has set up."""

# ruff: noqa: E501 - lines of students' code
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.sandbox.interface import Raised
from grader.wire import Opaque
from tests.box.keras.inside import batch, cell, forward, outcome, output, table, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

X = batch(4, 3)
IMAGES = batch(4, 3, 3, 2)
CHAIN = "def f(): return tf.keras.Sequential([tf.keras.Input((3,)), {}])"
HEADS = {
    "fused": "x = tfl.Dense(5, activation='{0}')(i)",
    "fused function": "x = tfl.Dense(5, activation=tf.nn.{0})(i)",
    "Activation": "x = tfl.Activation('{0}')(tfl.Dense(5)(i))",
    "function": "x = tf.nn.{0}(tfl.Dense(5)(i))",
    "keras.activations": "x = tf.keras.activations.{0}(tfl.Dense(5)(i))",
    "nested": "x = tf.keras.Sequential([tf.keras.Input((3,)), tfl.Dense(5), tfl.Activation('{0}')])(i)",
    "nested, fused": "x = tf.keras.Sequential([tf.keras.Input((3,)), tfl.Dense(5, activation='{0}')])(i)",
}
BATCH_NORMALIZATION = "tfl.BatchNormalization()"


def softmax(x: np.ndarray) -> np.ndarray:
    """Return the softmax along the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True))


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Return the logistic function."""
    return np.asarray(1 / (1 + np.exp(-x)))


class TestHeads:
    """The output, and what goes into the last activation."""

    @pytest.fixture(scope="class")
    @staticmethod
    def heads(keras: Runtime) -> dict[tuple[str, str], Any]:
        """Return what models with all kinds of heads give."""
        head = "i = tf.keras.Input((3,))\n{}\nreturn tf.keras.Model(i, x)"
        labels = [*HEADS, "Softmax"]
        lines = {**HEADS, "Softmax": "x = tfl.Softmax()(tfl.Dense(5)(i))"}
        bodies = {
            f"{name}/{label}": head.format(lines[label].format(name))
            for name in ("softmax", "sigmoid")
            for label in labels
        }
        bodies |= {
            "linear": head.format("x = tfl.Dense(5)(i)"),
            "late": head.format("x = tfl.ReLU()(tfl.Dense(5)(i))"),
        }
        probe = {"want": ["inference"], "x": X, "seed": 5}
        return {label: value_of(one)["inference"] for label, one in table(keras, bodies, probe).items()}

    @pytest.mark.parametrize("label", [*HEADS, "Softmax"])
    def test_a_softmax_is_taken_off(self, heads: dict[str, Any], label: str) -> None:
        """However it was put on: before it, all models give the same."""
        before = heads[f"softmax/{label}"]["before_activation"]
        assert np.allclose(before, heads["linear"]["output"], atol=1e-5)

    @pytest.mark.parametrize("label", HEADS)
    def test_a_sigmoid_is_taken_off(self, heads: dict[str, Any], label: str) -> None:
        """Likewise."""
        before = heads[f"sigmoid/{label}"]["before_activation"]
        assert np.allclose(before, heads["linear"]["output"], atol=1e-5)

    @pytest.mark.parametrize("label", [*HEADS, "Softmax"])
    def test_the_output_has_it(self, heads: dict[str, Any], label: str) -> None:
        """It is what the student's model gives."""
        should = softmax(heads["linear"]["output"])
        assert np.allclose(heads[f"softmax/{label}"]["output"], should, atol=1e-5)

    @pytest.mark.parametrize("label", HEADS)
    def test_the_output_has_the_sigmoid(self, heads: dict[str, Any], label: str) -> None:
        """Likewise."""
        should = sigmoid(heads["linear"]["output"])
        assert np.allclose(heads[f"sigmoid/{label}"]["output"], should, atol=1e-5)

    def test_without_activation_both_are_the_same(self, heads: dict[str, Any]) -> None:
        """There is nothing to take off."""
        assert np.array_equal(*heads["linear"].values())


class TestModes:
    """Inference and training."""

    def test_dropout_is_off_in_inference(self, keras: Runtime) -> None:
        """The same as without it."""
        outputs = [
            output(keras, CHAIN.format(s), X) for s in ("tfl.Dense(4), tfl.Dropout(.5)", "tfl.Dense(4)")
        ]
        assert np.array_equal(*outputs)

    def test_batch_normalization_uses_the_batch_in_training(self, keras: Runtime) -> None:
        """Then shifting the batch changes nothing."""
        first, second = (output(keras, CHAIN.format(BATCH_NORMALIZATION), x, "training") for x in (X, X + 7))
        assert np.allclose(first, second, atol=1e-3)

    def test_batch_normalization_uses_its_averages_in_inference(self, keras: Runtime) -> None:
        """Then it is a function of each example."""
        whole = output(keras, CHAIN.format(BATCH_NORMALIZATION), X)
        assert np.allclose(output(keras, CHAIN.format(BATCH_NORMALIZATION), X[:1]), whole[:1], atol=1e-5)

    def test_training_after_inference_starts_from_the_same_weights(self, keras: Runtime) -> None:
        """They are filled once, and inference changes none."""
        source = CHAIN.format(f"tfl.Dense(4), {BATCH_NORMALIZATION}")
        both = {"want": ["inference", "training"], "x": X, "seed": 5}
        found = value_of(outcome(keras, source, probe=both))
        assert np.array_equal(found["training"]["output"], output(keras, source, X, "training"))

    def test_moving_averages_follow_one_step(self, keras: Runtime) -> None:
        """By the layer's momentum, from what they were."""
        source = CHAIN.format("tfl.BatchNormalization(momentum=0.75)")
        start = CHAIN.format("tfl.BatchNormalization(momentum=1.0)")
        moved, before = (forward(keras, s, X, "moving") for s in (source, start))
        should = np.sort(np.concatenate([X.mean(0), X.var(0)]))
        pairs = 0.75 * before[:, None] + 0.25 * should[None, :]
        assert all(np.abs(pairs - value).min() < 1e-3 for value in moved)

    @pytest.mark.parametrize("momentum", ["0.9", "0.8"])
    def test_another_momentum_shows(self, keras: Runtime, momentum: str) -> None:
        """Nothing else would tell it."""
        found = [
            forward(keras, CHAIN.format(f"tfl.BatchNormalization(momentum={m})"), X, "moving")
            for m in ("0.99", momentum)
        ]
        assert not np.allclose(*found, atol=1e-2)

    def test_moving_averages_are_sorted(self, keras: Runtime) -> None:
        """No order of layers is meant."""
        found = forward(
            keras, CHAIN.format(f"{BATCH_NORMALIZATION}, tfl.Dense(2), {BATCH_NORMALIZATION}"), X, "moving"
        )
        assert (len(found), np.array_equal(found, np.sort(found))) == (10, True)

    def test_moving_averages_are_of_the_first_step(self, keras: Runtime) -> None:
        """Also where training was wanted before."""
        source = CHAIN.format(BATCH_NORMALIZATION)
        both = value_of(outcome(keras, source, probe={"want": ["training", "moving"], "x": X, "seed": 5}))
        assert np.array_equal(both["moving"], forward(keras, source, X, "moving"))

    def test_a_model_without_moving_averages_has_none(self, keras: Runtime) -> None:
        """An empty array."""
        assert forward(keras, CHAIN.format("tfl.Dense(2)"), X, "moving").shape == (0,)


class TestSubjects:
    """What is run."""

    def test_a_model_that_was_not_built_is_built_on_the_batch(self, keras: Runtime) -> None:
        """Some students leave the input out."""
        bare = "def f(): return tf.keras.Sequential([tfl.Dense(4), tfl.ReLU()])"
        assert np.array_equal(
            output(keras, bare, X), output(keras, CHAIN.format("tfl.Dense(4), tfl.ReLU()"), X)
        )

    def test_a_model_class_of_the_students_own_is_run(self, keras: Runtime) -> None:
        """By its call."""
        source = (
            "class Net(tf.keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = tfl.Dense(4)\n"
            "    def call(self, x): return self.d(x)\ndef f(): return Net()"
        )
        assert np.array_equal(output(keras, source, X), output(keras, CHAIN.format("tfl.Dense(4)"), X))

    def test_a_block_is_run_from_its_input(self, keras: Runtime) -> None:
        """A tensor comes back, and becomes a model."""
        source = "def f(x): return tfl.Dense(4)(x)"
        probe = {"want": ["inference"], "x": X, "seed": 5}
        found = value_of(outcome(keras, source, {"$input": [3]}, probe=probe))["inference"]["output"]
        assert np.array_equal(found, output(keras, CHAIN.format("tfl.Dense(4)"), X))

    @pytest.mark.parametrize("want", ["graph", "inference", "training", "moving"])
    @pytest.mark.parametrize(("result", "told"), [("None", None), ("7", 7), ("[]", Opaque("list"))])
    def test_what_is_no_model_is_told_for_each_thing_wanted(
        self, keras: Runtime, want: str, result: str, told: Any
    ) -> None:
        """The comparison makes a sentence of it."""
        probe = {"want": [want], "x": X, "seed": 5}
        assert value_of(outcome(keras, f"def f(): return {result}", probe=probe)) == {want: told}

    def test_a_model_of_two_outputs_is_told_as_such(self, keras: Runtime) -> None:
        """Its output is no array."""
        source = "def f():\n    i = tf.keras.Input((3,))\n    return tf.keras.Model(i, [i, tfl.ReLU()(i)])"
        assert isinstance(output(keras, source, X), Opaque)

    def test_a_shape_that_does_not_fit_raises(self, keras: Runtime) -> None:
        """It is the student's model."""
        source = CHAIN.replace("(3,)", "(5,)").format("tfl.Dense(2)")
        assert isinstance(outcome(keras, source, probe={"want": ["inference"], "x": X, "seed": 5}), Raised)

    def test_a_probe_of_several_things_answers_all(self, keras: Runtime) -> None:
        """In one call."""
        probe = {"want": ["graph", "inference", "moving"], "x": X, "seed": 5}
        assert list(value_of(outcome(keras, CHAIN.format("tfl.Dense(2)"), probe=probe))) == probe["want"]

    def test_the_function_is_called_once(self, keras: Runtime) -> None:
        """Whatever is wanted of its result."""
        source = "N = [0]\ndef f():\n    N[0] += 1\n    assert N[0] == 1\n    return tf.keras.Sequential([tf.keras.Input((3,)), tfl.Dense(2)])"
        probe = {"want": ["graph", "inference", "training", "moving"], "x": X, "seed": 5}
        assert len(value_of(outcome(keras, source, probe=probe))) == 4


class TestEager:
    """Blocks on tensors with values."""

    BLOCK = "def f(x{}):\n    return tfl.BatchNormalization(axis=3)(x{})"

    def eager(self, runtime: Runtime, source: str, *, training: bool, **optional: Any) -> Any:
        """Return what a block gives for the images in a mode."""
        probe = {"eager": True, "training": training, "optional": optional}
        return value_of(outcome(runtime, source, {"$tensor": IMAGES}, probe=probe))

    def test_inference_uses_the_averages(self, keras: Runtime) -> None:
        """New ones: 0 and 1."""
        found = self.eager(keras, self.BLOCK.format("", ""), training=False)
        assert np.allclose(found, IMAGES, rtol=1e-2)

    def test_training_uses_the_batch(self, keras: Runtime) -> None:
        """Mean 0, variance 1."""
        found = self.eager(keras, self.BLOCK.format("", ""), training=True)
        assert np.allclose([found.mean((0, 1, 2)), found.std((0, 1, 2))], [[0, 0], [1, 1]], atol=1e-2)

    @pytest.mark.parametrize("training", [False, True])
    def test_a_block_that_takes_the_mode_is_told_it(self, keras: Runtime, training: bool) -> None:
        """And gives what one gives that does not."""
        told = self.BLOCK.format(", training=None", ", training=training")
        given = value_of(
            outcome(
                keras, told, {"$tensor": IMAGES},
                probe={"eager": True, "training": training, "optional": {"training": training}},
            )
        )  # fmt: skip
        assert np.allclose(given, self.eager(keras, self.BLOCK.format("", ""), training=training), atol=1e-5)

    @pytest.mark.parametrize("asked", [False, True])
    def test_a_mode_that_is_built_in_wins(self, keras: Runtime, asked: bool) -> None:
        """The student's line says so."""
        source = self.BLOCK.format("", ", training=True")
        assert np.allclose(self.eager(keras, source, training=asked).mean(), 0, atol=1e-4)

    @pytest.mark.parametrize(("result", "told"), [("None", None), ("tfl.ReLU", Opaque("type")), ("'x'", "x")])
    def test_what_is_no_tensor_is_told(self, keras: Runtime, result: str, told: Any) -> None:
        """By its type, or as it is."""
        source = f"def f(x, training=None): return {result}"
        probe = {"eager": True, "training": False, "optional": {"training": False}}
        assert value_of(outcome(keras, source, {"$tensor": IMAGES}, probe=probe)) == told


SET_UP = {
    "want": ["loss", "optimizer", "metrics", "trainable"],
    "variables": {"loss": "loss_function", "optimizer": "optimizer", "metrics": "metrics"},
    "model": "model2",
    "base": "base_model",
}
DEFAULTS = {
    "loss_function": "tf.keras.losses.BinaryCrossentropy(from_logits=True)",
    "optimizer": "tf.keras.optimizers.Adam(learning_rate=0.0001)",
    "metrics": "['accuracy']",
}
MODEL2 = """
def make():
    base = tf.keras.Sequential([tf.keras.Input((3,))] + [tfl.Dense(3) for _ in range(5)] + [tfl.ReLU()])
    return tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.Sequential([tfl.Dense(3)]), base, tfl.Dense(1)])
"""


def set_up(runtime: Runtime, want: str, *lines: str, **variables: str) -> Any:
    """Return what is told of a cell that sets some variables, after some lines."""
    chosen = "\n".join(f"{name} = {value}" for name, value in {**DEFAULTS, **variables}.items())
    source = "\n".join([*lines, chosen])
    probe = {**SET_UP, "want": [want]}
    return value_of(
        cell(runtime, source, probe, setup=MODEL2, needs=["make"], model2={"$call": ["make", []]})
    )[want]


class TestConfiguration:
    """What a cell has set up for training."""

    @pytest.mark.parametrize(
        ("loss", "told", "logits"),
        [
            ("tf.keras.losses.BinaryCrossentropy(from_logits=True)", "BinaryCrossentropy", True),
            ("tf.keras.losses.BinaryCrossentropy()", "BinaryCrossentropy", False),
            ("tf.losses.BinaryCrossentropy(from_logits=True)", "BinaryCrossentropy", True),
            ("'binary_crossentropy'", "BinaryCrossentropy", False),
            ("tf.keras.losses.binary_crossentropy", "BinaryCrossentropy", False),
            ("tf.keras.losses.Hinge()", "Hinge", False),
            ("7", "int", False),
            ("None", "NoneType", False),
        ],
    )
    def test_a_loss_is_told_by_its_class(self, keras: Runtime, loss: str, told: str, logits: bool) -> None:
        """And whether it takes logits."""
        found = set_up(keras, "loss", loss_function=loss)
        assert found == {"class": told, "from_logits": logits, "label_smoothing": 0.0}

    def test_a_sum_in_place_of_the_mean_is_told(self, keras: Runtime) -> None:
        """Its gradients are as many times as large as there are examples."""
        loss = "tf.keras.losses.BinaryCrossentropy(from_logits=True, reduction='sum')"
        assert set_up(keras, "loss", loss_function=loss)["class"] == "BinaryCrossentropy(reduction=sum)"

    def test_smoothed_labels_are_told(self, keras: Runtime) -> None:
        """They change every value of the loss."""
        loss = "tf.keras.losses.BinaryCrossentropy(label_smoothing=0.1)"
        assert set_up(keras, "loss", loss_function=loss)["label_smoothing"] == 0.1

    @pytest.mark.parametrize(
        ("optimizer", "told", "rate"),
        [
            ("tf.keras.optimizers.Adam(learning_rate=0.0001)", "Adam", 1e-4),
            ("tf.keras.optimizers.Adam(0.001 * 0.1)", "Adam", 1e-4),
            ("tf.keras.optimizers.Adam(lr=0.0001)", "Adam", 1e-4),
            ("tf.keras.optimizers.Adam()", "Adam", 1e-3),
            ("tf.optimizers.Adam(0.5)", "Adam", 0.5),
            ("'adam'", "Adam", 1e-3),
            ("tf.keras.optimizers.SGD(0.5)", "SGD", 0.5),
            ("tf.keras.optimizers.Adam", "type", None),
            ("None", "NoneType", None),
        ],
    )
    def test_an_optimizer_is_told_with_its_rate(
        self, keras: Runtime, optimizer: str, told: str, rate: float | None
    ) -> None:
        """Whether it is an object or a name."""
        found = set_up(keras, "optimizer", optimizer=optimizer)
        found["class"] = {"ABCMeta": "type", "KerasSaveable": "type"}.get(found["class"], found["class"])
        assert found == {"class": told, "learning_rate": None if rate is None else pytest.approx(rate)}

    @pytest.mark.parametrize(
        ("metrics", "told"),
        [
            ("['accuracy']", ["accuracy"]),
            ("'accuracy'", ["accuracy"]),
            ("('acc',)", ["accuracy"]),
            ("['Accuracy']", ["accuracy"]),
            ("[tf.keras.metrics.BinaryAccuracy()]", ["accuracy"]),
            ("[tf.keras.metrics.BinaryAccuracy]", ["accuracy"]),
            ("['mse', 'accuracy']", ["mse", "accuracy"]),
            ("[tf.keras.metrics.Precision()]", ["Precision"]),
            ("[]", []),
            ("None", ["NoneType"]),
        ],
    )
    def test_metrics_are_told_by_their_names(self, keras: Runtime, metrics: str, told: list[str]) -> None:
        """All names of accuracy are one."""
        assert set_up(keras, "metrics", metrics=metrics) == told

    @pytest.mark.parametrize(
        ("lines", "first", "rest"),
        [
            (["base_model = model2.layers[1]"], 0, True),
            ([], 0, True),
            (["base_model = model2.layers[1]", "base_model.trainable = False"], None, False),
            (
                [
                    "base_model = model2.layers[1]",
                    "for layer in base_model.layers[:3]: layer.trainable = False",
                ],
                3,
                True,
            ),
            (["for layer in model2.layers[1].layers[:3]: layer.trainable = False"], 3, True),
            (
                [
                    "base_model = model2.layers[1]",
                    "for layer in base_model.layers[3:]: layer.trainable = False",
                ],
                0,
                False,
            ),
            (["base_model = 7", "model2.layers[1].layers[0].trainable = False"], 1, True),
            (["model2.trainable = False"], None, False),
            (["base_model = model2.layers[1]", "model2.layers[-1].trainable = False"], 0, None),
        ],
    )
    def test_the_first_trained_layer_is_told(
        self, keras: Runtime, lines: list[str], first: int | None, rest: bool | None
    ) -> None:
        """Of the base: the variable of that name, or the largest model inside; nothing if the head is frozen."""
        found = set_up(keras, "trainable", *lines)
        told = {key: value for key, value in found.items() if key != "lines"}
        assert told == {"first trained layer": first, "all later ones are trained": rest}

    def test_a_variable_that_is_not_there_raises(self, keras: Runtime) -> None:
        """The cell sets another."""
        source = "loss_function = 1\noptimizer = 2\nmetrics = 3\ndel loss_function"
        answer = cell(keras, source, {**SET_UP, "want": ["loss"]}, setup=MODEL2, model2=1)
        assert isinstance(answer, Raised)
