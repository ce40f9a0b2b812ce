"""Compare the graph of a student's model with the reference's."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from grader.checks.difference import About, Difference
from grader.checks.graphs.absent import no_model
from grader.checks.graphs.align import Alignment
from grader.checks.graphs.canonical import canonical_form
from grader.checks.graphs.finding import EMPTY, Finding, laid, whole
from grader.checks.graphs.layers import settings_messages, sizes_messages
from grader.checks.graphs.model import INPUT
from grader.checks.graphs.order import order_messages
from grader.checks.graphs.read import read_graph
from grader.checks.graphs.summary import rows_of, side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from grader.checks.graphs.model import Form, Graph
    from grader.checks.places import Place

MAX_DIFFERENCES = 5
MAX_DIFFERENCES_INSIDE = 2
_INSIDE = "inside the nested model, "
_MESSAGES: dict[str, Callable[[Alignment], Iterator[Finding]]] = {
    "order": order_messages,
    "settings": settings_messages,
    "sizes": sizes_messages,
}
ASPECTS = tuple(_MESSAGES)
_RECENT: deque[tuple[object, tuple[str, ...], Form]] = deque(maxlen=8)


def graph_differences(
    actual: object, expected: object, aspects: Collection[str] = ASPECTS, ignored: Collection[str] = ()
) -> Iterator[Difference]:
    """Yield how a model differs from the reference's; no differences in any aspect means the same network.

    Args:
        actual: The graph of a student's model as returned by a box, which may be any value.
        expected: The graph of the reference's model, which must not be changed from call to call.
        aspects: What to compare: "order" means the layers and their connections; "settings"
            and "sizes" are those of corresponding layers.
        ignored: Settings that may have any value, such as `AveragePooling2D.padding`.

    Raises:
        ValueError: `expected` is not a graph.
    """
    alignment = alignment_of(actual, expected, ignored)
    if alignment is None:
        yield no_model(actual, read_graph(expected))
        return
    for number, found in enumerate(_findings(alignment, aspects)):
        samples = ({}, {}) if number else side_by_side(alignment)
        about = About(found.part) if found.part else None
        yield Difference(found.text, *samples, place=found.place, about=about)


def alignment_of(actual: object, expected: object, ignored: Collection[str] = ()) -> Alignment | None:
    """Return how the layers of two models correspond; None if the actual value is not a model.

    Raises:
        ValueError: `expected` is not a graph.
    """
    should = _reference(expected, tuple(ignored))
    graph = _without(read_graph(actual), ignored)
    return None if graph is None else Alignment(canonical_form(graph, should), should)


def _without(graph: Graph | None, ignored: Collection[str]) -> Graph | None:
    """Return a graph with some settings of its layers reset to their defaults."""
    if graph is None or not ignored:
        return graph
    nodes = (
        replace(node, settings={k: v for k, v in node.settings.items() if f"{node.op}.{k}" not in ignored})
        for node in graph.nodes
    )
    return replace(graph, nodes=tuple(nodes))


def _reference(expected: object, ignored: tuple[str, ...]) -> Form:
    """Return the form of the reference's model, from a small cache if possible."""
    for known, without, form in tuple(_RECENT):  # other threads append to it
        if known is expected and without == ignored:
            return form
    graph = _without(read_graph(expected), ignored)
    if graph is None:
        raise ValueError("the reference's graph is malformed")
    form = canonical_form(graph)
    _RECENT.append((expected, ignored, form))
    return form


def summary_rows(graph: object) -> list[str]:
    """Return a row of text for each layer of a model: type, output shape, parameters and main settings."""
    known = read_graph(graph)
    return [] if known is None else rows_of(canonical_form(known))


def _findings(alignment: Alignment, aspects: Collection[str]) -> Iterator[Finding]:
    if _is_empty(alignment.actual) and not _is_empty(alignment.expected):
        yield Finding("the model is empty: it has no layers", whole(alignment.actual), EMPTY)
        return
    for aspect in ASPECTS:
        if aspect in aspects:
            found = chain(_MESSAGES[aspect](alignment), _inside(alignment, aspect))
            yield from islice(found, MAX_DIFFERENCES)


def _is_empty(form: Form) -> bool:
    return all(step.op == INPUT for step in form.steps)


def _inside(alignment: Alignment, aspect: str) -> Iterator[Finding]:
    """Yield the differences inside nested models that are not reported for them as a whole."""
    for got, should in alignment.corresponding():
        step, wanted = alignment.actual.steps[got], alignment.expected.steps[should]
        if step.form is None or wanted.form is None:
            if step.form is not wanted.form:
                yield Finding(f"{_INSIDE}no layers can be compared", laid(step))
        elif aspect != "sizes" or (step.parameters, step.trainable) == (wanted.parameters, wanted.trainable):
            inner = _MESSAGES[aspect](Alignment(step.form, wanted.form))
            for found in islice(inner, MAX_DIFFERENCES_INSIDE):
                yield Finding(_INSIDE + found.text, _located(found.place, laid(step)))


def _located(inner: Place | None, outer: Place) -> Place:
    """Return the location inside a nested model, or that of the model if nothing is known of it."""
    return inner if inner is not None and inner.trace else outer
