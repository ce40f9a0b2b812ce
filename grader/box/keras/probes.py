"""Probes: what a case asks about a function's result, such as a model's graph and its values.

A probe is plain data: `{"want": [...], ...}`. `_WANTS` lists what can be requested; each returns plain
values, which the grader compares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import tensorflow as tf

from grader.box import stubs
from grader.box.keras import (
    arrays,
    callbacks,
    configuration,
    facts,
    learning,
    lines,
    loaders,
    recorded,
    weights,
)
from grader.box.keras.graphs import GraphReader
from grader.box.keras.library import adapter, is_model, is_symbolic, keras
from grader.box.keras.nodes import NoGraphError, as_functional
from grader.box.keras.plain import array_of, described
from grader.box.redirect import as_written
from grader.wire import Opaque

if TYPE_CHECKING:
    import types
    from collections.abc import Callable, Mapping

    from grader.box.trees import Tree

_HEADS = ("elu", "relu", "relu6", "sigmoid", "softmax", "softplus", "tanh")


def _frozen_head(model: Any, base: Any) -> Any:
    """Return a layer beside a model's base that has weights, or stands for one, and is not trained."""
    beside = (layer for layer in (model.layers if is_model(model) else []) if layer is not base)
    frozen = (layer for layer in beside if not layer.trainable)
    return next((f for f in frozen if f.weights or getattr(f, "stands_for_weights", False)), None)


class Inspection:
    """One result, and the ways to examine it.

    Attributes of a probe: `want` names what to return; `x` is a batch (m, n_H, n_W, n_C), `seed` that of the
    weights, `shape` that of one example; `variables` by role are what a cell sets, and `result` names those
    that replace a function's result.
    """

    def __init__(self, result: Any, model: Any, probe: Mapping[str, Any], program: types.ModuleType) -> None:
        self.result, self.model, self.probe, self.program = result, model, probe, program
        self.printed = ""
        self.tree: Tree | None = None
        self._filled = False
        self._moved: np.ndarray | None = None

    def answers(self) -> dict[str, Any]:
        """Return everything that the probe wants, by name."""
        unknown = sorted({*self.probe["want"]} - _WANTS.keys())
        if unknown:
            raise ValueError(f"a case wants {', '.join(unknown)}; there are: {', '.join(_WANTS)}")
        return {name: _WANTS[name](self) for name in self.probe["want"]}

    def graph(self) -> Any:
        """Return the model as plain data, or a description of the value that is not a model."""
        if self.model is None:
            return described(self.result)
        shape = self.probe.get("shape")
        try:
            return GraphReader(stubs.with_source() | {recorded.__name__}).graph(
                self.model, None if shape is None else tuple(shape)
            )
        except NoGraphError as error:
            return Opaque(str(error))

    def inference(self) -> Any:
        """Return the model's output in inference mode, before and after the activation of its head."""
        return self._forward(training=False)

    def training(self) -> Any:
        """Return the model's output in training mode: batch statistics, practically no dropout."""
        return self._forward(training=True)

    def moving(self) -> Any:
        """Return the moving averages after one step in training mode, sorted to ignore the layer order."""
        if self.model is None:
            return described(self.result)
        if self._moved is None:
            self._forward(training=True)
        return self._moved

    def loss(self) -> Any:
        """Return the loss that a cell has chosen."""
        return configuration.loss_of_a_cell(self._variable("loss"))

    def optimizer(self) -> Any:
        """Return the optimizer that a cell has chosen, with its learning rate."""
        return configuration.optimizer(self._variable("optimizer"))

    def settings(self) -> Any:
        """Return what else a cell has set of its optimizer."""
        return configuration.changed_settings(self._variable("optimizer"))

    def metrics(self) -> Any:
        """Return the names of the metrics that a cell has chosen."""
        return configuration.metrics(self._variable("metrics"))

    def compiled(self) -> Any:
        """Return whether a cell's model is compiled, and with the loss and optimizer that it has chosen."""
        model = self.program.__dict__[self.probe["model"]]
        loss, optimizer = getattr(model, "loss", None), getattr(model, "optimizer", None)
        if optimizer is None:
            return {"compiled": None}
        return {
            "compiled": True,
            "with its loss": configuration.loss_of_a_cell(loss) == self.loss() or None,
            "with its optimizer": configuration.optimizer(optimizer) == self.optimizer() or None,
        }

    def trainable(self) -> Any:
        """Return the layer from which a cell makes the base model trainable, and whether all after it are.

        The base is the value of the variable that the probe names, or else the largest nested model.
        A layer's own flag does not count if the model around it is frozen.
        """
        names = self.program.__dict__
        base: Any = names.get(self.probe.get("base", ""))
        whole = base
        if not is_model(base):
            whole = names[self.probe["model"]]
            nested = [layer for layer in whole.layers if is_model(layer)]
            base = max(nested, key=lambda model: len(model.layers), default=None)
        layers = list(enumerate(base.layers)) if base is not None else []
        trained = {id(weight) for weight in whole.trainable_weights}
        flags = {
            number: any(id(weight) in trained for weight in layer.weights)
            for number, layer in layers
            if layer.weights
        }
        first = next((number for number, flag in flags.items() if flag), None)
        rest = first is not None and all(flag for number, flag in flags.items() if number >= first)
        head = _frozen_head(names.get(self.probe.get("model", "")), base)
        where = lines.of_freezing([layer for _, layer in layers], first)
        return {
            "first trained layer": first,
            "all later ones are trained": None if rest and head is not None else rest,
            "lines": where if head is None else where | {"last": lines.set_at(head)},
        }

    def files(self) -> Any:
        """Return the case's files before and after the call; if asked, in which order folders list them."""
        if self.tree is None:
            return None
        listed = {"listed": self.tree.listed} if self.probe.get("listed") else {}
        return {"before": self.tree.before, "after": self.tree.read(), **listed}

    def output(self) -> Any:
        """Return what was printed."""
        return as_written(self.printed)

    def returned(self) -> Any:
        """Return the result itself, arrays and all."""
        return described(self.result)

    def arrays(self) -> Any:
        """Return the arrays of a returned tuple."""
        return arrays.arrays(self.result)

    def loaders(self) -> Any:
        """Return what the two generators or datasets are."""
        return loaders.loaders(self.result, brightness=bool(self.probe.get("brightness")))

    def facts(self) -> Any:
        """Return what the model is made of and compiled with."""
        return facts.facts(self.result if self.model is None else self.model)

    def learning(self) -> Any:
        """Return the loss before and after a step of training, and of more if the probe has `steps`."""
        return learning.learning(self.result if self.model is None else self.model, self.probe)

    def variation(self) -> Any:
        """Return whether the model changes images at random."""
        return facts.variation(self.result if self.model is None else self.model, self.probe)

    def tensor(self) -> Any:
        """Return the shape of a symbolic result, and the name of the layer that it comes from."""
        if not is_symbolic(self.result):
            return described(self.result)
        layer = adapter.origin(self.result)
        shape = [None if n is None else int(n) for n in self.result.shape]
        return {"shape": shape[1:], "layer": str(getattr(layer, "name", ""))[:80]}

    def stops(self) -> Any:
        """Return when a callback stops the training."""
        return callbacks.stops(self.result, self.probe["epochs"])

    def _variable(self, role: str) -> Any:
        return self.program.__dict__[self.probe["variables"][role]]

    def _forward(self, *, training: bool) -> Any:
        """Run the model without the activation of its head, which is then applied to the result."""
        if self.model is None:
            return described(self.result)
        self._fill()
        last, node = self._last()
        activation = getattr(last, "activation", None)
        if callable(activation) and not _is_shared(last):
            last.activation = keras.activations.linear
            try:
                before = self._run(training=training)
            finally:
                last.activation = activation
            output = activation(before) if isinstance(before, tf.Tensor) else before
        else:
            output = before = self._run(training=training)
            if _is_head(last) or callable(activation):
                before = self._before(last, node, training=training)
        return {"before_activation": array_of(before), "output": array_of(output)}

    def _fill(self) -> None:
        """Set every weight by rule, once; inference runs before a training step changes any."""
        if self._filled:
            return
        if not self.model.built:
            self.model(tf.constant(self.probe["x"]))
        weights.fill(self.model, self.probe["seed"])
        self._filled = True

    def _run(self, *, training: bool) -> Any:
        output = self.model(tf.constant(self.probe["x"]), training=training)
        if training and self._moved is None:
            self._moved = _moving_averages(self.model)
        return output

    def _last(self) -> tuple[Any, int]:
        """Return what produces the model's output, looking into nested models, and in which of its uses."""
        last, use = self.model, 0
        while is_model(last):
            if isinstance(last, keras.Sequential):
                last, use = last.layers[-1] if last.layers else None, 0
            else:
                outputs = getattr(last, "outputs", None)
                last, use = (adapter.origin(outputs[0]), _use_of(outputs[0])) if outputs else (None, 0)
        return last, use

    def _before(self, last: Any, use: int, *, training: bool) -> Any:
        """Return the input of a head that is only an activation, in one of its uses."""
        functional = as_functional(self.model, self.probe["x"].shape[1:])
        node = adapter.node(last._inbound_nodes[use])  # noqa: SLF001 - neither Keras has a public way
        before = keras.Model(functional.inputs, node.inputs[0])
        return before(tf.constant(self.probe["x"]), training=training)


_WANTS: dict[str, Callable[[Inspection], Any]] = {
    "graph": Inspection.graph,
    "inference": Inspection.inference,
    "training": Inspection.training,
    "moving": Inspection.moving,
    "loss": Inspection.loss,
    "optimizer": Inspection.optimizer,
    "settings": Inspection.settings,
    "metrics": Inspection.metrics,
    "compiled": Inspection.compiled,
    "trainable": Inspection.trainable,
    "files": Inspection.files,
    "output": Inspection.output,
    "returned": Inspection.returned,
    "arrays": Inspection.arrays,
    "loaders": Inspection.loaders,
    "facts": Inspection.facts,
    "learning": Inspection.learning,
    "variation": Inspection.variation,
    "stops": Inspection.stops,
    "tensor": Inspection.tensor,
}


def _use_of(tensor: Any) -> int:
    """Return which use of a layer a symbolic tensor comes from."""
    return int(getattr(getattr(tensor, "_keras_history", None), "node_index", 0))


def _is_shared(layer: Any) -> bool:
    """Return whether a layer without weights is used several times, as one `Activation` for a whole model."""
    return len(getattr(layer, "_inbound_nodes", ())) > 1 and not layer.weights


def _is_head(last: Any) -> bool:
    return str(getattr(last, "symbol", type(last).__name__)).lower().endswith(_HEADS)


def _moving_averages(model: Any) -> np.ndarray:
    """Return the moving averages of all layers, sorted."""
    found = [np.asarray(w).ravel() for w in model.weights if weights.role_of(w).startswith("moving_")]
    return np.sort(np.concatenate(found)) if found else np.zeros(0, np.float32)
