"""One difference between two models: a sentence, and where it comes from in the student's code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.checks.graphs.model import INPUT
from grader.checks.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.checks.graphs.align import Alignment
    from grader.checks.graphs.model import Form, Step
    from grader.checks.places import Trace


EXTRA = "layer that should not be there"
EMPTY = "model without layers"
_SHAPES = ("shape", "input_shape", "batch_input_shape", "batch_shape")


@dataclass(frozen=True)
class Finding:
    """A difference in words, with the location of what differs, and what it is about, if code asks for it."""

    text: str
    place: Place | None = None
    part: str = ""


def made(step: Step, argument: str | None = None, peers: Iterable[Step] = ()) -> Place:
    """Return where a layer was made; `peers` are right ones, which the same code may have made."""
    own = step.activated if argument == "activation" and step.activated else step.use
    trace = own.called if argument == "training" else own.made or own.called
    return Place(trace, op=step.op, argument=argument, peers=_alike(trace, peers))


def frozen(step: Step) -> Place:
    """Return where a layer was frozen or thawed, or else where it was made."""
    return Place(step.use.frozen or step.use.made or step.use.called, op=step.op, argument="trainable")


def called(step: Step) -> Place:
    """Return where a layer was called."""
    return Place(step.use.called or step.use.made, op=step.op)


def laid(step: Step, peers: Iterable[Step] = ()) -> Place:
    """Return where a layer was put into the model; `peers` are right ones."""
    others = list(peers)
    is_shared = any(other.use.called[:1] == step.use.called[:1] for other in others)
    trace = step.use.made if is_shared and step.use.made else step.use.laid
    return Place(trace, op=step.op, peers=_alike(trace, others))


def gap(form: Form, before: int | None, after: int | None) -> Place:
    """Return the location between two layers of a model."""
    neutral = None if before is None else form.steps[before].activated
    if neutral is not None:  # an activation that does nothing stands there
        return Place(neutral.laid, op="Activation", argument="activation")
    begins = before is None or form.steps[before].op == INPUT
    start, end = (() if n is None else form.steps[n].use.laid for n in (None if begins else before, after))
    if after is None and start and form.made and form.made[0].line > start[0].line:
        end = form.made  # a functional model is made of its last layer; nothing goes on from what is missing
    return Place(start or end or form.made, until=end, is_gap=True)


def entry(form: Form, position: int) -> Place:
    """Return where the shape of a model's input is written: of a Sequential model, in its first layer."""
    own = form.steps[position].use.made
    user = next((step for step in form.steps if position in step.inputs), None)
    if user is not None and own and user.use.made and own[0].contains(user.use.made[0]):
        own = user.use.made
    return Place(own, op=INPUT, argument=_SHAPES)


def whole(form: Form) -> Place:
    """Return where a model was made."""
    return Place(form.made)


def rights(alignment: Alignment, argument: str) -> list[Step]:
    """Return the layers whose setting of a name is as it should be."""
    steps = alignment.actual.steps
    wanted = alignment.expected.steps
    return [
        steps[got]
        for got, should in alignment.corresponding()
        if steps[got].settings.get(argument) == wanted[should].settings.get(argument)
    ]


def _alike(trace: Trace, peers: Iterable[Step]) -> frozenset[Trace]:
    return frozenset(
        use for step in peers for use in (step.use.made, step.use.called) if use[:1] == trace[:1] != ()
    )
