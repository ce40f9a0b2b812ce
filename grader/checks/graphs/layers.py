"""What differs between layers that correspond to each other: their settings, and their sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks.graphs.model import INPUT, MODEL
from grader.checks.graphs.wording import by, grouped, plain, subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.checks.graphs.align import Alignment
    from grader.checks.graphs.model import Form, Step, Value


def settings_messages(alignment: Alignment) -> Iterator[str]:
    """Say which settings of the layers that correspond to each other are not what they should be."""
    yield from _few(alignment)
    for got, should in [*alignment.corresponding(), *alignment.moved_steps()]:
        step, wanted = alignment.actual.steps[got], alignment.expected.steps[should]
        what = subject(alignment.actual, got)
        if step.op == MODEL:
            yield from _model_settings(what, step, wanted)
        elif step.op != INPUT:
            effect = _effect(alignment, got, should)
            for message in _settings(step, wanted):
                yield f"{what}: {message}{effect}"
                effect = ""


def sizes_messages(alignment: Alignment) -> Iterator[str]:
    """Say which output shapes and parameter counts are not what they should be."""
    yield from _few(alignment)
    shapes_agree = True
    for got, should in alignment.corresponding():
        step, wanted = alignment.actual.steps[got], alignment.expected.steps[should]
        what = subject(alignment.actual, got)
        if shapes_agree and step.shape != wanted.shape:
            shapes_agree = False  # those that follow from it need no words
            whose = "" if step.op == INPUT else ": its output" if what.startswith("layer") else "'s output"
            yield f"{what}{whose} is {by(step.shape)}, should be {by(wanted.shape)}"
        yield from _counts(what, step, wanted)
    yield from _counts("the model", alignment.actual, alignment.expected)


def _few(alignment: Alignment) -> Iterator[str]:
    """Say so where most layers are not there: then those that are prove nothing."""
    steps = alignment.expected.steps
    needed = sum(step.op != INPUT for step in steps)
    there = sum(steps[should].op != INPUT for _, should in alignment.corresponding())
    there += len(alignment.moved)
    if 2 * there < needed:
        yield f"only {there} of the model's {needed} layers are there"


def _settings(step: Step, wanted: Step) -> Iterator[str]:
    for name in {**wanted.settings, **step.settings}:
        got, should = step.settings.get(name), wanted.settings.get(name)
        if not _same(got, should):
            if name == "axis":
                got, should = _counted(got, step), _counted(should, wanted)
            yield (
                _told(got, should)
                if name == "training"
                else f"{name} is {plain(got)}, should be {plain(should)}"
            )


def _counted(axis: Value, step: Step) -> Value:
    """Return an axis as people count it: from the batch on, which is 0."""
    from_the_end = isinstance(axis, int) and axis < 0 and step.shape is not None
    return axis + len(step.shape) + 1 if from_the_end else axis  # type: ignore[operator, arg-type]


def _same(got: Value, should: Value) -> bool:
    """Tell whether two values are equal; True is not 1."""
    return (type(got) is bool) == (type(should) is bool) and got == should


def _effect(alignment: Alignment, got: int, should: int) -> str:
    """Say what a wrong setting does to the shape, where nothing else does."""
    ours, theirs = alignment.actual.steps, alignment.expected.steps
    step, wanted = ours[got], theirs[should]
    sources = [ours[i].shape for i in step.inputs], [theirs[i].shape for i in wanted.inputs]
    if step.shape == wanted.shape or sources[0] != sources[1]:
        return ""
    return f" (so its output is {by(step.shape)}, not {by(wanted.shape)})"


def _model_settings(what: str, step: Step, wanted: Step) -> Iterator[str]:
    training, should = step.settings.get("training"), wanted.settings.get("training")
    if training is not should:
        yield f"{what} {_told(training, should)}"
    weights, wished = step.settings.get("weights"), wanted.settings.get("weights")
    if weights != wished:
        wish = "random weights" if wished is None else "the ImageNet weights"
        starts = "random weights" if weights is None else f"other weights ({plain(weights)})"
        yield f"{what} starts from {starts}, should start from {wish}"


def _told(training: Value, should: Value) -> str:
    """Say what a call is told about training, and what it should be told."""
    gets = "no training argument" if training is None else f"training={training}"
    return f"gets {gets}, should get {'none' if should is None else f'training={should}'}"


def _counts(what: str, got: Step | Form, should: Step | Form) -> Iterator[str]:
    """Compare numbers of parameters; which are trained, only where they are as many."""
    has = f"{what}{': has' if what.startswith('layer') else ' has'}"
    if got.parameters != should.parameters:
        yield f"{has} {grouped(got.parameters)} parameters, should have {grouped(should.parameters)}"
    elif got.trainable != should.trainable:
        advice = "" if should.trainable else ": freeze it with trainable = False"
        counts = f"{grouped(got.trainable)} trainable parameters, should have {grouped(should.trainable)}"
        yield f"{has} {counts}{advice}"
