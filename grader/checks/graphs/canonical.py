"""The canonical form of a model: the same for all ways to write the same network."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import replace
from itertools import chain
from math import inf
from typing import TYPE_CHECKING

from grader.checks.graphs.arrange import arranged
from grader.checks.graphs.model import INPUT, MODEL, Form, Graph, Node, Step
from grader.checks.graphs.rewrite import folded, rewritten
from grader.checks.graphs.settings import SETTINGS, weights_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.checks.graphs.model import Value
    from grader.checks.places import Use

RELATIVE_TOLERANCE = 1e-6
ABSOLUTE_TOLERANCE = 1e-9


def canonical_form(graph: Graph, like: Form | None = None) -> Form:
    """Return the canonical form of a model.

    Args:
        graph: The model.
        like: The form with which it will be compared. Settings that are nearly equal to one of its
            become equal; nested models smaller than half of its smallest one are replaced by
            their layers.
    """
    numbers = sorted(set(_numbers(like))) if like else []
    nested = [step.parameters for step in like.steps if step.op == MODEL] if like else [0]
    return _form(graph, numbers, least=min(nested, default=inf) / 2, inside=False)


def _form(graph: Graph, numbers: Sequence[float], *, least: float, inside: bool) -> Form:
    builder = _Builder(numbers, least=least, inside=inside)
    outputs = builder.add_graph(graph, None, ())
    steps = [_snapped(step, numbers) for step in folded(builder.steps, outputs)]
    return replace(arranged(steps, outputs, graph.parameters, graph.trainable), made=graph.made)


class _Builder:
    """Collects the steps of a model in graph order, with layers split, merged and inlined."""

    def __init__(self, numbers: Sequence[float], *, least: float, inside: bool) -> None:
        self.steps: list[Step] = []
        self.numbers = numbers
        self.least = least
        self.inside = inside

    def add_graph(
        self,
        graph: Graph,
        sources: tuple[int, ...] | None,
        path: tuple[int, ...],
        training: bool | None = None,
    ) -> tuple[int, ...]:
        """Add the steps of a graph that lead to its outputs, and return the outputs' positions.

        Args:
            graph: The graph.
            sources: The positions of its inputs, for a nested graph.
            path: The layers that contain it.
            training: The training argument of its call, which layers without one of their own inherit.
        """
        steps_of: dict[int, int] = {}
        order = {index: number for number, index in enumerate(graph.inputs)}
        unused = {index for index in graph.inputs if not graph.nodes[index].inputs}
        for index in sorted(_leading_to_outputs(graph) | unused):
            node = graph.nodes[index]
            if sources is not None and index in order:
                steps_of[index] = sources[order[index]]
                continue
            inputs = tuple(steps_of[i] for i in node.inputs)
            if not inputs and (index in order or node.op == INPUT) and node.graph is None:
                shape = node.shape if node.op == INPUT else None
                steps_of[index] = self.add(Step(INPUT, {"index": order.get(index)}, (), shape, use=node.use))
                if node.op == INPUT:
                    continue
                inputs = (steps_of[index],)
            mode = training if node.training is None else node.training
            before = len(self.steps)
            steps_of[index] = self.add_node(replace(node, training=mode), inputs, (*path, node.layer))
            self.locate(before, node.use)
            if node.op == "Activation" and len(self.steps) == before:  # the identity: it leaves no step
                self.steps[steps_of[index]] = replace(self.steps[steps_of[index]], activated=node.use)
        return tuple(steps_of[index] for index in graph.outputs)

    def add_node(self, node: Node, inputs: tuple[int, ...], path: tuple[int, ...]) -> int:
        graph = node.graph
        if graph is None:
            marked = replace(node, settings={**node.settings, "training": node.training})
            marked = marked if "training" in SETTINGS.get(node.op, ()) else node
            return rewritten(marked, inputs, path, self.steps, inside=self.inside)
        plain = node.training is None and graph.weights is None
        fits = len(graph.outputs) == 1 and len(graph.inputs) == len(inputs)
        if fits and (node.parameters == 0 or (plain and node.parameters < self.least)):
            return self.add_graph(graph, inputs, path, node.training)[0]
        settings: dict[str, Value] = {
            "training": node.training,
            "weights": None if graph.weights is None else weights_name(graph.weights),
        }
        form = _form(graph, self.numbers, least=0, inside=True)
        layer = path if node.parameters else None
        return self.add(
            Step(MODEL, settings, inputs, node.shape, node.parameters, node.trainable, layer, form)
        )

    def locate(self, start: int, use: Use) -> None:
        """Tell the steps from a position on where their node comes from, unless they know better."""
        for position in range(start, len(self.steps)):
            if not self.steps[position].use.made:
                self.steps[position] = replace(self.steps[position], use=use)

    def add(self, step: Step) -> int:
        self.steps.append(step)
        return len(self.steps) - 1


def _leading_to_outputs(graph: Graph) -> set[int]:
    """Return the nodes on a path to an output."""
    found: set[int] = set()
    waiting = list(graph.outputs)
    while waiting:
        index = waiting.pop()
        if index not in found:
            found.add(index)
            waiting += graph.nodes[index].inputs
    return found


def _numbers(form: Form) -> Iterator[float]:
    """Yield all numbers in the settings of a form."""
    for step in form.steps:
        yield from chain.from_iterable(_leaves(value) for value in step.settings.values())
        if step.form:
            yield from _numbers(step.form)


def _leaves(value: Value) -> Iterator[float]:
    if isinstance(value, tuple):
        yield from chain.from_iterable(map(_leaves, value))
    elif type(value) in {int, float}:
        assert isinstance(value, (int, float))  # noqa: S101 - for mypy
        yield value


def _snapped(step: Step, numbers: Sequence[float]) -> Step:
    settings = {name: _near(value, numbers) for name, value in step.settings.items()}
    return step if settings == step.settings else replace(step, settings=settings)


def _near(value: Value, numbers: Sequence[float]) -> Value:
    """Return the sorted number that a float is nearly equal to, or else the value."""
    if isinstance(value, tuple):
        return tuple(_near(item, numbers) for item in value)
    if isinstance(value, float) and numbers:
        at = bisect_left(numbers, value)
        nearest = min(numbers[max(at - 1, 0) : at + 1], key=lambda number: abs(number - value))
        if math.isclose(value, nearest, rel_tol=RELATIVE_TOLERANCE, abs_tol=ABSOLUTE_TOLERANCE):
            return nearest
    return value
