"""The graph of a model: as a box sends it, and in the form in which two of them can be compared."""

from __future__ import annotations

from dataclasses import dataclass

Value = bool | int | float | str | tuple["Value", ...] | None
Shape = tuple["int | Shape | None", ...]

INPUT = "InputLayer"
MODEL = "Model"
DENSE = "Dense"
RELU = "ReLU"
AFFINE = "Rescaling"
COMMUTATIVE = frozenset({"Add", "Multiply", "Maximum", "Minimum", "Average"})


@dataclass(frozen=True, eq=False)
class Node:
    """One call of a layer or of a function, as a box describes it; `shape` is without the batch axis."""

    op: str
    layer: int
    inputs: tuple[int, ...]
    shape: Shape | None
    parameters: int
    trainable: int
    settings: dict[str, Value]
    training: bool | None = None
    graph: Graph | None = None


@dataclass(frozen=True, eq=False)
class Graph:
    """A model as a box describes it: its nodes in topological order."""

    nodes: tuple[Node, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    parameters: int
    trainable: int
    weights: str | None = None


@dataclass(frozen=True, eq=False)
class Step:
    """One call in a canonical form.

    Attributes:
        op: What is computed, by the name of Keras' layer for it.
        settings: Those that matter, each in one spelling, with defaults filled in.
        inputs: Positions of the steps whose results it takes; sorted where their order is irrelevant.
        shape: The shape of its result without the batch axis; None where it is unknown.
        parameters: How many numbers the layer holds.
        trainable: How many of them are trained.
        layer: Which layer object it is, for a layer with parameters: equal only where weights are shared.
        form: The form of a nested model.
        within: Whether it is the activation that the layer before it is set to, and no layer of its own.
    """

    op: str
    settings: dict[str, Value]
    inputs: tuple[int, ...]
    shape: Shape | None
    parameters: int = 0
    trainable: int = 0
    layer: tuple[int, ...] | None = None
    form: Form | None = None
    within: bool = False

    def taking(self, inputs: tuple[int, ...]) -> Step:
        """Return the same step with other inputs."""
        fields = (self.shape, self.parameters, self.trainable, self.layer, self.form, self.within)
        return Step(self.op, self.settings, inputs, *fields)


@dataclass(frozen=True, eq=False)
class Form:
    """A model in canonical form: the same for all ways to write the same network.

    Attributes:
        steps: All calls, in canonical order; inputs first.
        outputs: The positions of the steps whose results are the model's.
        numbers: A number for each step, as people count layers: from 1, an input being 0.
        parameters: How many numbers the model holds.
        trainable: How many of them are trained.
    """

    steps: tuple[Step, ...]
    outputs: tuple[int, ...]
    numbers: tuple[int, ...]
    parameters: int
    trainable: int
