"""Differences between corresponding layers: their settings and sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.checks.graphs.finding import Finding, entry, frozen, made, rights, whole
from grader.checks.graphs.model import INPUT, MODEL
from grader.checks.graphs.wording import by, grouped, is_numbered, plain, subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.checks.graphs.align import Alignment
    from grader.checks.graphs.model import Form, Step, Value


def settings_messages(alignment: Alignment) -> Iterator[Finding]:
    """Yield the wrong settings of corresponding layers."""
    yield from _few(alignment)
    for got, should in [*alignment.corresponding(), *alignment.moved_steps()]:
        step, wanted = alignment.actual.steps[got], alignment.expected.steps[should]
        what = subject(alignment.actual, got)
        if step.op == MODEL:
            for setting, message in _model_settings(what, step, wanted):
                yield Finding(message, made(step, setting))
        elif step.op != INPUT:
            effect = _effect(alignment, got, should)
            for setting, message in _settings(step, wanted):
                place = made(step, setting, rights(alignment, setting))
                yield Finding(f"{what}: {message}{effect}", place)
                effect = ""


def sizes_messages(alignment: Alignment) -> Iterator[Finding]:
    """Yield the wrong output shapes and parameter counts."""
    yield from _few(alignment)
    shapes_agree = True
    for got, should in alignment.corresponding():
        step, wanted = alignment.actual.steps[got], alignment.expected.steps[should]
        what, numbered = subject(alignment.actual, got), is_numbered(alignment.actual, got)
        if shapes_agree and step.shape != wanted.shape:
            shapes_agree = False  # later differences follow from this one
            whose = "" if step.op == INPUT else ": its output" if numbered else "'s output"
            place = entry(alignment.actual, got) if step.op == INPUT else made(step)
            yield Finding(f"{what}{whose} is {by(step.shape)}, should be {by(wanted.shape)}", place)
        for message in _counts(f"{what}: has" if numbered else f"{what} has", step, wanted):
            is_frozen = step.parameters == wanted.parameters
            yield Finding(message, frozen(step) if is_frozen else made(step))
    for message in _counts("the model has", alignment.actual, alignment.expected):
        yield Finding(message, whole(alignment.actual))


def _few(alignment: Alignment) -> Iterator[Finding]:
    """Yield a difference if most layers are missing: the others prove little then."""
    steps = alignment.expected.steps
    needed = sum(step.op != INPUT for step in steps)
    there = sum(steps[should].op != INPUT for _, should in alignment.corresponding())
    there += len(alignment.moved)
    if 2 * there < needed:
        text = f"only {there} of the model's {needed} layers are present"
        yield Finding(text, whole(alignment.actual))


def _settings(step: Step, wanted: Step) -> Iterator[tuple[str, str]]:
    """Yield the names of wrong settings, with what is wrong."""
    for name in {**wanted.settings, **step.settings}:
        got, should = step.settings.get(name), wanted.settings.get(name)
        if not _same(got, should):
            if name == "axis":
                got, should = _counted(got, step), _counted(should, wanted)
            different = f"{name} is {plain(got)}, should be {plain(should)}"
            yield name, _told(got, should) if name == "training" else different


def _counted(axis: Value, step: Step) -> Value:
    """Return an axis counted from the batch axis, which is 0."""
    from_the_end = isinstance(axis, int) and axis < 0 and step.shape is not None
    return axis + len(step.shape) + 1 if from_the_end else axis  # type: ignore[operator, arg-type]


def _same(got: Value, should: Value) -> bool:
    """Return whether two values are equal; True is not 1."""
    return (type(got) is bool) == (type(should) is bool) and got == should


def _effect(alignment: Alignment, got: int, should: int) -> str:
    """Describe the effect of a wrong setting on the shape, if it is the only cause."""
    ours, theirs = alignment.actual.steps, alignment.expected.steps
    step, wanted = ours[got], theirs[should]
    sources = [ours[i].shape for i in step.inputs], [theirs[i].shape for i in wanted.inputs]
    if step.shape == wanted.shape or sources[0] != sources[1]:
        return ""
    return f" (so its output is {by(step.shape)}, not {by(wanted.shape)})"


def _model_settings(what: str, step: Step, wanted: Step) -> Iterator[tuple[str, str]]:
    training, should = step.settings.get("training"), wanted.settings.get("training")
    if training is not should:
        yield "training", f"{what} {_told(training, should)}"
    weights, wished = step.settings.get("weights"), wanted.settings.get("weights")
    if weights != wished:
        wish = "random weights" if wished is None else "the ImageNet weights"
        starts = "random weights" if weights is None else f"other weights ({plain(weights)})"
        yield "weights", f"{what} starts from {starts}, should start from {wish}"


def _told(training: Value, should: Value) -> str:
    """Describe the training argument of a call, and the expected one."""
    gets = "no training argument" if training is None else f"training={training}"
    return f"gets {gets}, should get {'none' if should is None else f'training={should}'}"


def _counts(has: str, got: Step | Form, should: Step | Form) -> Iterator[str]:
    """Compare parameter counts, and trainable ones if the totals agree."""
    if got.parameters != should.parameters:
        yield f"{has} {grouped(got.parameters)} parameters, should have {grouped(should.parameters)}"
    elif got.trainable != should.trainable:
        advice = "" if should.trainable else ": freeze it with trainable = False"
        counts = f"{grouped(got.trainable)} trainable parameters, should have {grouped(should.trainable)}"
        yield f"{has} {counts}{advice}"
