"""What differs in which layers a model has, how often, and how they are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.check.graphs.model import COMMUTATIVE, INPUT
from grader.check.graphs.wording import name, number, numbers, place, subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.check.graphs.align import Alignment, Pair
    from grader.check.graphs.model import Form

_VERBS = {
    "Add": ("adds", "add"),
    "Multiply": ("multiplies", "multiply"),
    "Concatenate": ("joins", "join"),
}
_TAKES = ("takes the output of", "take that of")


def order_messages(alignment: Alignment) -> Iterator[str]:
    """Say which layers are others, missing or too many, and which are connected in another way."""
    yield from _misplaced(alignment)
    yield from _connections(alignment)
    yield from _sharing(alignment)
    yield from _outputs(alignment)


def _misplaced(alignment: Alignment) -> Iterator[str]:
    moved = dict(alignment.moved)
    elsewhere = set(moved.values())
    for row in alignment.rows:
        if row.actual is None and row not in elsewhere:
            yield _missing(alignment, row)
        elif row.actual is not None and row.expected is None:
            yield _extra(alignment, row.actual, moved.get(row))
        elif row.actual is not None and row.expected is not None:
            got, should = alignment.actual.steps[row.actual], alignment.expected.steps[row.expected]
            if got.op != should.op:
                yield f"layer {alignment.actual.numbers[row.actual]} is {name(got)}, should be {name(should)}"


def _missing(alignment: Alignment, row: Pair) -> str:
    assert row.expected is not None  # noqa: S101 - for mypy
    step = alignment.expected.steps[row.expected]
    if step.op == INPUT:
        return "an input is missing"
    before = _before(alignment, row.expected)
    return (
        f"{f'after {place(alignment.actual, before)}, ' if before is not None else ''}{name(step)} is missing"
    )


def _extra(alignment: Alignment, position: int, missing: Pair | None) -> str:
    what = subject(alignment.actual, position)
    apart = "," if what.startswith("layer") else ""
    if missing is not None and missing.expected is not None:
        before = _before(alignment, missing.expected)
        if before is not None:
            return f"{what}{apart} should come after {place(alignment.actual, before)}"
    return f"{what}{apart} should not be there"


def _before(alignment: Alignment, position: int) -> int | None:
    """Return the actual step after which one of the expected form belongs: of several, the last one."""
    steps = alignment.expected.steps
    while steps[position].inputs:
        position = max(steps[position].inputs)
        if position in alignment.to_actual:
            return alignment.to_actual[position]
    return None


def _connections(alignment: Alignment) -> Iterator[str]:
    """Say which layers take the output of others than they should, where both are there."""
    for got, should in alignment.corresponding():
        step = alignment.actual.steps[got]
        wanted = [alignment.to_actual.get(i) for i in alignment.expected.steps[should].inputs]
        inputs = list(step.inputs)
        known = [i for i in wanted if i is not None]
        if len(known) < len(wanted) or any(i not in alignment.to_expected for i in inputs):
            continue
        if step.op in COMMUTATIVE:
            inputs, known = sorted(inputs, reverse=True), sorted(known, reverse=True)
        if inputs != known:
            does, do = _VERBS.get(step.op, _TAKES)
            yield (
                f"{subject(alignment.actual, got)}: {does} {_listed(alignment.actual, inputs)}, "
                f"should {do} {_listed(alignment.actual, known)}"
            )


def _listed(form: Form, positions: Sequence[int]) -> str:
    return numbers([number(form, position) for position in positions]) if positions else "nothing"


def _sharing(alignment: Alignment) -> Iterator[str]:
    """Say which layers are used again but should not be, and which should be but are not."""
    ours, theirs = _first_uses(alignment.actual), _first_uses(alignment.expected)
    for got, should in alignment.corresponding():
        first, other = ours[got], theirs[should]
        wanted = alignment.to_actual.get(other)
        if first not in alignment.to_expected or wanted is None or first == wanted:
            continue
        what = subject(alignment.actual, got)
        again = (
            "is one layer of its own"
            if first == got
            else f"is layer {number(alignment.actual, first)} used again"
        )
        should_be = (
            "should be a layer of its own"
            if other == should
            else f"should be layer {number(alignment.actual, wanted)} used again"
        )
        yield f"{what}: {again}, {should_be}"


def _first_uses(form: Form) -> list[int]:
    """Return for each step the position of the first one that uses the same layer object."""
    first: dict[tuple[int, ...], int] = {}
    return [
        position if step.layer is None else first.setdefault(step.layer, position)
        for position, step in enumerate(form.steps)
    ]


def _outputs(alignment: Alignment) -> Iterator[str]:
    got, should = alignment.actual.outputs, alignment.expected.outputs
    if len(got) != len(should):
        yield f"the model has {len(got)} outputs, should have {len(should)}"
        return
    wanted = [alignment.to_actual.get(position) for position in should]
    known = [position for position in wanted if position is not None]
    if len(known) == len(should) and list(got) != known and all(i in alignment.to_expected for i in got):
        yield (
            f"the model returns the output of {_listed(alignment.actual, got)}, "
            f"should return that of {_listed(alignment.actual, known)}"
        )
