"""The canonical order of a model's steps: from the inputs to the outputs, the longest path first."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING

from grader.checks.graphs.model import COMMUTATIVE, INPUT, Form, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

ROUNDS = 2


def arranged(steps: Sequence[Step], outputs: tuple[int, ...], parameters: int, trainable: int) -> Form:
    """Return a form of the steps that lead to the outputs, and of all inputs, in canonical order."""
    steps, outputs = _pruned(steps, outputs)
    order = _order(steps, outputs)
    indices = {position: index for index, position in enumerate(order)}
    ordered, numbers, number = [], [], 0
    for position in order:
        step = steps[position]
        inputs = [indices[i] for i in step.inputs]
        ordered.append(step.taking(tuple(sorted(inputs) if step.op in COMMUTATIVE else inputs)))
        number += step.op != INPUT and not step.within
        numbers.append(0 if step.op == INPUT else number)
    return Form(tuple(ordered), tuple(indices[i] for i in outputs), tuple(numbers), parameters, trainable)


def live_steps(steps: Sequence[Step], outputs: Sequence[int]) -> set[int]:
    """Return the positions of the steps that lead to an output."""
    live = set(outputs)
    for position in range(len(steps) - 1, -1, -1):
        if position in live:
            live.update(steps[position].inputs)
    return live


def _pruned(steps: Sequence[Step], outputs: tuple[int, ...]) -> tuple[list[Step], tuple[int, ...]]:
    live = live_steps(steps, outputs)
    kept = [position for position, step in enumerate(steps) if position in live or step.op == INPUT]
    if len(kept) == len(steps):
        return list(steps), outputs
    indices = {position: index for index, position in enumerate(kept)}
    moved = [steps[position].taking(tuple(indices[i] for i in steps[position].inputs)) for position in kept]
    return moved, tuple(indices[i] for i in outputs)


def _order(steps: Sequence[Step], outputs: Sequence[int]) -> list[int]:
    """Visit all steps upwards from the outputs; of several inputs, the one with the longest path first."""
    depths: list[int] = []
    for step in steps:
        depths.append(1 + max((depths[i] for i in step.inputs), default=0))
    colours = _colours(steps, outputs)
    order = [position for position, step in enumerate(steps) if step.op == INPUT]
    order.sort(key=lambda position: _first_index(steps[position]))
    done = set(order)
    waiting = [(position, False) for position in reversed(outputs)]
    while waiting:
        position, entered = waiting.pop()
        if position in done:
            continue
        if entered:
            done.add(position)
            order.append(position)
            continue
        waiting.append((position, True))
        inputs = sorted(set(steps[position].inputs), key=lambda i: (-depths[i], steps[i].op, colours[i]))
        waiting += [(i, False) for i in reversed(inputs) if i not in done]
    return order


def _first_index(step: Step) -> int:
    index = step.settings.get("index")
    return index if isinstance(index, int) else 0


def _colours(steps: Sequence[Step], outputs: Sequence[int]) -> list[bytes]:
    """Return a colour for each step, equal for steps in equivalent positions, independent of order.

    The colour of a step is a hash of its operation and its inputs' colours. If that leaves ties,
    the steps that use them or share their layer are hashed in.
    """
    base = [signature(step) for step in steps]
    colours = _from_inputs(steps, base)
    for _ in range(ROUNDS):
        if len(set(colours)) == len(colours):
            break
        colours = _from_uses(steps, outputs, colours)
        colours = _from_layers(steps, colours)
        colours = _from_inputs(steps, colours)
    return colours


def signature(step: Step) -> bytes:
    """Return a hash of a step, independent of its position."""
    inner = [] if step.form is None else [signature(inner) for inner in step.form.steps]
    what = (step.op, sorted(step.settings.items()), step.shape, step.parameters, step.trainable, inner)
    return _hash(what)


def _from_inputs(steps: Sequence[Step], base: Sequence[bytes]) -> list[bytes]:
    colours: list[bytes] = []
    for step, own in zip(steps, base, strict=True):
        inputs = [colours[i] for i in step.inputs]
        colours.append(_hash((own, sorted(inputs) if step.op in COMMUTATIVE else inputs)))
    return colours


def _from_uses(steps: Sequence[Step], outputs: Sequence[int], base: Sequence[bytes]) -> list[bytes]:
    uses: dict[int, list[bytes]] = defaultdict(list)
    for index, position in enumerate(outputs):
        uses[position].append(_hash(("output", index)))
    colours = list(base)
    for position in range(len(steps) - 1, -1, -1):
        step = steps[position]
        colours[position] = _hash((base[position], sorted(uses[position])))
        for index, i in enumerate(step.inputs):
            uses[i].append(_hash((colours[position], 0 if step.op in COMMUTATIVE else index)))
    return colours


def _from_layers(steps: Sequence[Step], base: Sequence[bytes]) -> list[bytes]:
    groups: dict[tuple[int, ...], list[bytes]] = defaultdict(list)
    for step, colour in zip(steps, base, strict=True):
        if step.layer is not None:
            groups[step.layer].append(colour)
    return [
        colour if step.layer is None else _hash((colour, sorted(groups[step.layer])))
        for step, colour in zip(steps, base, strict=True)
    ]


def _hash(what: object) -> bytes:
    return blake2b(repr(what).encode(), digest_size=12).digest()
