"""Differences in the layers of a model, their sharing, and their connections."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.checks.graphs.finding import EXTRA, Finding, called, gap, laid, made, whole
from grader.checks.graphs.model import COMMUTATIVE, INPUT
from grader.checks.graphs.wording import few, is_numbered, location, name, number, numbers, subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from grader.checks.graphs.align import Alignment, Pair
    from grader.checks.graphs.model import Form

_VERBS = {
    "Add": ("adds", "add"),
    "Multiply": ("multiplies", "multiply"),
    "Concatenate": ("joins", "join"),
}
MANY = 3
_TAKES = ("takes the output of", "take that of")


def order_messages(alignment: Alignment) -> Iterator[Finding]:
    """Yield the wrong, missing and extra layers, and the wrong connections."""
    yield from _misplaced(alignment)
    yield from _connections(alignment)
    yield from _sharing(alignment)
    yield from _outputs(alignment)


def _misplaced(alignment: Alignment) -> Iterator[Finding]:
    moved = dict(alignment.moved)
    elsewhere = set(moved.values())
    for run in _runs(alignment, elsewhere | moved.keys()):
        row = run[0]
        if row.expected is None and row.actual is not None:
            positions = [r.actual for r in run if r.actual is not None]
            right = [alignment.actual.steps[got] for got, _ in alignment.corresponding()]
            place = laid(alignment.actual.steps[positions[0]], right)
            after = _should_come_after(alignment, moved.get(row)) if len(positions) == 1 else None
            if after is not None:
                place = replace(place, certain=_is_only_move(alignment))
            yield Finding(_extra(alignment, positions, after), place, EXTRA if after is None else "")
        elif row.actual is None and row not in elsewhere:
            yield _missing(alignment, [row.expected for row in run if row.expected is not None])
        elif row.actual is not None and row.expected is not None:
            got, should = alignment.actual.steps[row.actual], alignment.expected.steps[row.expected]
            if got.op != should.op:
                be = "be followed by" if got.within else "be"
                does = "is followed by" if got.within else "is"
                layer = alignment.actual.numbers[row.actual]
                argument = "activation" if got.within else None
                text = f"layer {layer} {does} {name(got)}, should {be} {name(should)}"
                yield Finding(text, made(got, argument))


def _is_only_move(alignment: Alignment) -> bool:
    """Return whether all layers are in their places but for one: of several, any may have been moved."""
    apart = [row for row in alignment.rows if None in {row.actual, row.expected}]
    return len(alignment.moved) == 1 and len(apart) == 2  # noqa: PLR2004 - where it is and where it should be


def _runs(alignment: Alignment, alone: Collection[Pair]) -> Iterator[list[Pair]]:
    """Yield the rows one by one, but chains of layers without counterparts together."""
    run: list[Pair] = []
    for row in alignment.rows:
        if run and not (_follows(alignment, run[-1], row) and run[-1] not in alone and row not in alone):
            yield from [run] if len(run) >= MANY else ([single] for single in run)
            run = []
        run.append(row)
    yield from [run] if len(run) >= MANY else ([single] for single in run)


def _follows(alignment: Alignment, before: Pair, row: Pair) -> bool:
    """Return whether two rows are layers without counterparts, one directly after the other."""
    if row.expected is None and before.expected is None and row.actual is not None:
        return alignment.actual.steps[row.actual].inputs == (before.actual,)
    if row.actual is None and before.actual is None and row.expected is not None:
        return alignment.expected.steps[row.expected].inputs == (before.expected,)
    return False


def _missing(alignment: Alignment, positions: Sequence[int]) -> Finding:
    steps = alignment.expected.steps
    if steps[positions[0]].op == INPUT:
        return Finding("an input is missing", whole(alignment.actual))
    before = _before(alignment, positions[0])
    start = f"after {location(alignment.actual, before)}, " if before is not None else ""
    names = [name(steps[position]) for position in positions]
    place = gap(alignment.actual, before, _after(alignment, positions[-1]))
    if len(names) > 1:
        return Finding(f"{start}{len(names)} layers are missing: {few(names)}", place)
    join = _join(alignment, positions[-1])
    if join is not None:
        place = replace(gap(alignment.actual, join, _after(alignment, positions[-1])), joins=True)
    other, instead = _instead(alignment, positions[-1], before)
    consumer = place if other is None else called(alignment.actual.steps[other])
    return Finding(f"{start}{names[0]} is missing{instead}", consumer)


def _join(alignment: Alignment, missing: int) -> int | None:
    """Return the layer on the other path to a layer of several inputs that is missing behind another one."""
    at = missing
    while following := [n for n, step in enumerate(alignment.expected.steps) if at in step.inputs]:
        if len(following) > 1 or following[0] in alignment.to_actual:
            return None
        inputs = alignment.expected.steps[following[0]].inputs
        others = [alignment.to_actual[i] for i in inputs if i != at and i in alignment.to_actual]
        if len(inputs) > 1:
            return others[0] if others else None
        at = following[0]
    return None


def _after(alignment: Alignment, position: int) -> int | None:
    """Return the first actual step that an expected step's output should lead to."""
    leading = {position}
    for index, step in enumerate(alignment.expected.steps):
        if leading & set(step.inputs):
            if index in alignment.to_actual:
                return alignment.to_actual[index]
            leading.add(index)
    return None


def _instead(alignment: Alignment, missing: int, before: int | None) -> tuple[int | None, str]:
    """Return the next layer, and what is wrong with its input, if that differs from the missing layer's."""
    for position, step in enumerate(alignment.expected.steps):
        got = alignment.to_actual.get(position)
        if before is not None and step.inputs == (missing,) and got is not None:
            inputs = alignment.actual.steps[got].inputs
            if len(inputs) == 1 and inputs[0] not in {before, got}:
                taken = _listed(alignment.actual, inputs)
                takes = f"{location(alignment.actual, got)} takes the output of {taken}"
                begin = location(alignment.actual, before)
                return got, f": {takes}, but its path should begin at {begin}"
    return None, ""


def _should_come_after(alignment: Alignment, missing: Pair | None) -> int | None:
    """Return the layer after which a layer that was moved should come; None if it was not moved."""
    return None if missing is None or missing.expected is None else _before(alignment, missing.expected)


def _extra(alignment: Alignment, positions: Sequence[int], after: int | None) -> str:
    form = alignment.actual
    if len(positions) > 1:
        first, last = form.numbers[positions[0]], form.numbers[positions[-1]]
        names = [name(form.steps[position]) for position in positions]
        return f"layers {first} to {last} should not be there: {few(names)}"
    what = subject(form, positions[0])
    apart = "," if is_numbered(form, positions[0]) else ""
    if after is not None:
        return f"{what}{apart} should come after {location(form, after)}"
    return f"{what}{apart} should not be there"


def _before(alignment: Alignment, position: int) -> int | None:
    """Return the actual step that should precede an expected one: of several, the last."""
    steps = alignment.expected.steps
    while inputs := steps[position].inputs:
        if there := [i for i in inputs if i in alignment.to_actual]:
            return alignment.to_actual[max(there)]
        position = max(inputs)
    return None


def _connections(alignment: Alignment) -> Iterator[Finding]:
    """Yield the layers with wrong inputs, if the right inputs are present."""
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
            text = (
                f"{subject(alignment.actual, got)}: {does} {_listed(alignment.actual, inputs)}, "
                f"should {do} {_listed(alignment.actual, known)}"
            )
            yield Finding(text, called(step))


def _listed(form: Form, positions: Sequence[int]) -> str:
    return numbers([number(form, position) for position in positions]) if positions else "nothing"


def _sharing(alignment: Alignment) -> Iterator[Finding]:
    """Yield the layers that are shared but should not be, or the reverse."""
    ours, theirs = _first_uses(alignment.actual), _first_uses(alignment.expected)
    for got, should in alignment.corresponding():
        first, other = ours[got], theirs[should]
        wanted = alignment.to_actual.get(other)
        if first not in alignment.to_expected or wanted is None or first == wanted:
            continue
        what = subject(alignment.actual, got)
        again = (
            "is a separate layer"
            if first == got
            else f"is layer {number(alignment.actual, first)} used again"
        )
        should_be = (
            "should be a separate layer"
            if other == should
            else f"should be layer {number(alignment.actual, wanted)} used again"
        )
        step = alignment.actual.steps[got]
        yield Finding(f"{what}: {again}, {should_be}", made(step) if first == got else called(step))


def _first_uses(form: Form) -> list[int]:
    """Return for each step the position of the first one that uses the same layer object."""
    first: dict[tuple[int, ...], int] = {}
    return [
        position if step.layer is None else first.setdefault(step.layer, position)
        for position, step in enumerate(form.steps)
    ]


def _outputs(alignment: Alignment) -> Iterator[Finding]:
    got, should = alignment.actual.outputs, alignment.expected.outputs
    if len(got) != len(should):
        text = f"the model has {len(got)} outputs, should have {len(should)}"
        yield Finding(text, whole(alignment.actual))
        return
    wanted = [alignment.to_actual.get(position) for position in should]
    known = [position for position in wanted if position is not None]
    if len(known) == len(should) and list(got) != known and all(i in alignment.to_expected for i in got):
        text = (
            f"the model returns the output of {_listed(alignment.actual, got)}, "
            f"should return that of {_listed(alignment.actual, known)}"
        )
        yield Finding(text, whole(alignment.actual))
