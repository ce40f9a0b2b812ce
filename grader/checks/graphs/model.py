"""The graph of a model: as sent by a box, and in canonical form for comparison."""

from __future__ import annotations

from dataclasses import dataclass, field

from grader.checks.places import Trace, Use

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
    """One call of a layer or function, as a box describes it; `shape` excludes the batch axis."""

    op: str
    layer: int
    inputs: tuple[int, ...]
    shape: Shape | None
    parameters: int
    trainable: int
    settings: dict[str, Value]
    training: bool | None = None
    graph: Graph | None = None
    use: Use = field(default_factory=Use)


@dataclass(frozen=True, eq=False)
class Graph:
    """A model as a box describes it: its nodes in topological order."""

    nodes: tuple[Node, ...]
    inputs: tuple[int, ...]
    outputs: tuple[int, ...]
    parameters: int
    trainable: int
    weights: str | None = None
    made: Trace = ()


@dataclass(frozen=True, eq=False)
class Step:
    """One call in a canonical form.

    Attributes:
        op: The operation, named after its Keras layer.
        settings: The relevant settings, normalized, with defaults filled in.
        inputs: Positions of its input steps; sorted if their order is irrelevant.
        shape: The shape of its output without the batch axis; None if unknown.
        parameters: The layer's number of parameters.
        trainable: The number of trainable ones.
        layer: The identity of a layer with parameters: equal only if weights are shared.
        form: The form of a nested model.
        within: Whether it is the activation setting of the preceding layer, not a separate layer.
        use: Where the student's code made and called it.
        activated: The same for an activation that was merged into it.
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
    use: Use = field(default_factory=Use)
    activated: Use | None = None

    def taking(self, inputs: tuple[int, ...]) -> Step:
        """Return the same step with other inputs."""
        fields = (self.shape, self.parameters, self.trainable, self.layer, self.form, self.within)
        return Step(self.op, self.settings, inputs, *fields, use=self.use, activated=self.activated)


@dataclass(frozen=True, eq=False)
class Form:
    """A model in canonical form: the same for all ways to write the same network.

    Attributes:
        steps: All calls, in canonical order; inputs first.
        outputs: The positions of the output steps.
        numbers: A layer number for each step, counted from 1; an input is 0.
        parameters: The model's number of parameters.
        trainable: The number of trainable ones.
        made: Where the student's code made the model.
    """

    steps: tuple[Step, ...]
    outputs: tuple[int, ...]
    numbers: tuple[int, ...]
    parameters: int
    trainable: int
    made: Trace = ()
