"""One rule at a time: a position in a value and what has to be there, or a law about the whole of it.

Written so that what is missing or strange breaks a rule. To add a law: a function, a row in `LAWS`, its name
in `rubric.schema.json`, a test.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.checks.compare import describe, differences, shown
from grader.checks.difference import About, Difference
from grader.checks.places import place_in
from grader.checks.rules import batches, models, trees
from grader.errors import PackError
from grader.packs import Tolerance
from grader.support.text import clean
from grader.wire import Opaque

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from grader.checks.places import Place
    from grader.packs import Case

# Each yields what breaks it: a sentence, or a difference that says what it is about.
LAWS: dict[str, Callable[[Mapping[str, Any], Any, Any, Case], Iterator[str | Difference]]] = {
    "split": trees.split,
    "tree": trees.tree,
    "kept": trees.kept,
    "loss_fits": models.loss_fits,
    "learns": models.learns,
    "trains": models.trains,
    "rate": models.rate,
    "apart": trees.apart,
    "paired": batches.paired,
}
_PLACES = {"loss_fits": "compiled", "learns": "compiled", "trains": "compiled", "rate": "compiled"}
_SIZES = ("target_size", "image_size")
# The arguments that set what a rule is about.
_ARGUMENTS: dict[str, str | tuple[str, ...]] = {
    "loss_fits": "loss",
    "loss": "loss",
    "optimizer": "optimizer",
    "metrics": "metrics",
    "size": _SIZES,
    "images.shape": _SIZES,
    "images.rows": "batch_size",
    "batch_size": "batch_size",
    "label_mode": ("class_mode", "label_mode"),
    "labels.shape": ("class_mode", "label_mode"),
    "high": "rescale",
    "low": "rescale",
    "folder": "directory",
    "subset": "subset",
    "shuffle": "shuffle",
    "input": ("input_shape", "shape"),
    "output": ("units",),
    "learning_rate": "optimizer",
    "trains": "optimizer",
    "rate": "optimizer",
}
_MISSING = object()
_EXACTLY = Tolerance(0.0, 0.0)
_MAX_CHARACTERS = 120


def broken_rules(
    rules: Sequence[Mapping[str, Any]], actual: Any, expected: Any, case: Case, tolerance: Tolerance
) -> Iterator[Difference]:
    """Yield what breaks the rules: the first failure of each.

    Args:
        rules: As the rubric has them: `at`, and one of `is`, `same`, `not`, `among`, `least`, `most`,
            `contains`, or else a `law`; `say` is what a student reads.
        actual: What the student's function gave.
        expected: What the reference gave.
        case: What both were given.
        tolerance: How far numbers may be from each other.
    """
    if isinstance(actual, Opaque):
        yield Difference(f"return is {describe(actual)}, which is not what the task asks for")
        return
    for rule in rules:
        if "law" in rule:
            place = place_in(actual, _PLACES.get(rule["law"], ""), _ARGUMENTS.get(rule["law"]))
            for found in LAWS[rule["law"]](rule, actual, expected, case):
                difference = Difference(found) if isinstance(found, str) else found
                yield replace(difference, place=_place_of_head(difference, actual) or place)
        else:
            place, about = _place_of(rule, actual, expected), _about(rule, actual, expected)
            broken = _broken(rule, actual, expected, tolerance)
            yield from (replace(difference, place=place, about=about) for difference in broken)


def _place_of_head(difference: Difference, actual: Any) -> Place | None:
    """Return where the last layer's activation was set, if that is wrong rather than a loss for logits."""
    about = difference.about
    if about is None or about.part != models.ACTIVATION or about.actual == "linear":
        return None
    return place_in(actual, models.ACTIVATION, "activation")


def _place_of(rule: Mapping[str, Any], actual: Any, expected: Any) -> Place | None:
    """Return where what a rule is about was made: known by the part of the value, or by its beginning."""
    at = _place(rule["at"])
    path = [str(part) for part in at]
    ends = (".".join(path[-count:]) for count in (2, 1) if len(path) >= count)
    argument = next((_ARGUMENTS[end] for end in ends if end in _ARGUMENTS), None)
    if argument is None:
        argument = next((_ARGUMENTS[part] for part in path[1:2] if part in _ARGUMENTS), None)
    should = _at(expected, at) if rule.get("same") else rule.get("is")
    if argument == _SIZES and _is_of_channels(_at(actual, at), should):
        argument = "color_mode"
    inner = actual.get(path[0]) if isinstance(actual, dict) and path else None
    return place_in(inner, ".".join(path[1:]), argument) or place_in(actual, ".".join(path), argument)


def _about(rule: Mapping[str, Any], actual: Any, expected: Any) -> About:
    at = _place(rule["at"])
    should = _at(expected, at) if rule.get("same") else rule.get("is", rule.get("least"))
    return About(".".join(map(str, at)), _at(actual, at), should)


def _is_of_channels(got: Any, should: Any) -> bool:
    """Return whether images have the right size, and the wrong number of channels."""
    both = isinstance(got, (list, tuple)) and isinstance(should, (list, tuple)) and len(got) == len(should)
    return both and list(got[:-1]) == list(should[:-1])


def _broken(
    rule: Mapping[str, Any], actual: Any, expected: Any, tolerance: Tolerance
) -> Iterator[Difference]:
    place = _place(rule["at"])
    label = rule.get("name") or " ".join(str(part).replace("_", " ") for part in place)
    got = _at(actual, place)
    should = _at(expected, place) if rule.get("same") else rule.get("is")
    if should is _MISSING:
        raise PackError(f"a rule of the rubric is `same` at {rule['at']!r}, which the reference lacks")
    if got is _MISSING:
        whole = next(
            (a for a in (_at(actual, place[:end]) for end in range(len(place))) if type(a) is Opaque), None
        )
        found = f", because {describe(whole)} was returned in its place" if whole is not None else ""
        yield Difference(
            rule.get("say", f"{label} is not known{found}").format(actual="nothing", expected=plain(should))
        )
        return
    if "is" in rule or "same" in rule:
        found_differences = list(differences(got, should, label, tolerance))
        if found_differences and "say" not in rule:
            yield Difference(f"{label} is {plain(got)}, but should be {plain(should)}")
        broken = bool(found_differences)
    else:
        broken = not _OTHERS[next(word for word in _OTHERS if word in rule)](got, rule)
        if broken and "say" not in rule:
            yield Difference(f"{label} is {plain(got)}, but {_needs(rule)}")
    if broken and "say" in rule:
        yield Difference(rule["say"].format(actual=plain(got), expected=plain(should)))


def _needs(rule: Mapping[str, Any]) -> str:
    parts = {"least": "at least", "most": "at most", "among": "one of", "not": "not", "contains": "with"}
    return (
        f"should be {', '.join(f'{word} {plain(rule[key])}' for key, word in parts.items() if key in rule)}"
    )


def _within(got: Any, rule: Mapping[str, Any]) -> bool:
    if isinstance(got, (list, tuple, dict)):
        got = len(got)
    if isinstance(got, bool) or not isinstance(got, (int, float, np.number)):
        return False
    return bool(rule.get("least", -np.inf) <= got <= rule.get("most", np.inf))


def _equal(got: Any, value: Any) -> bool:
    return type(got) is type(value) and not any(differences(got, value, "", _EXACTLY))


def _is_other(got: Any, value: Any) -> bool:
    """Return whether something is known and not a value: NaN and arrays say nothing."""
    is_known = not isinstance(got, np.ndarray) and got == got  # noqa: PLR0124 - NaN
    return is_known and any(differences(got, value, "", _EXACTLY))


def _has(got: Any, part: Any) -> bool:
    if isinstance(got, list):
        return any(_equal(item, part) for item in got)
    return isinstance(got, (str, dict)) and part in got


_OTHERS: dict[str, Callable[[Any, Mapping[str, Any]], bool]] = {
    "least": _within,
    "most": _within,
    "among": lambda got, rule: any(_equal(got, value) for value in rule["among"]),
    "not": lambda got, rule: _is_other(got, rule["not"]),
    "contains": lambda got, rule: _has(got, rule["contains"]),
}


def _place(at: str | Sequence[Any]) -> tuple[Any, ...]:
    parts = [part for part in at.split(".") if part] if isinstance(at, str) else at
    return tuple(int(part) if str(part).isdigit() else part for part in parts)


def _at(value: Any, place: Sequence[Any]) -> Any:
    """Return what is at a position; a number of something that is not counted is 0."""
    for part in place:
        is_item = isinstance(value, (list, tuple)) and isinstance(part, int) and part < len(value)
        if is_item or (isinstance(value, dict) and part in value):
            value = value[part]
        elif isinstance(value, dict) and place[:1] == ("layers",):
            return 0  # a kind of layer that the model has none of
        else:
            return _MISSING
    return value


def plain(value: Any) -> str:
    """Return a value as a reader expects it in a sentence."""
    if isinstance(value, (list, tuple)):
        inside = ", ".join(plain(item) for item in value[:10])
        return (
            f"({inside})"
            if value and all(isinstance(v, (int, float, type(None))) for v in value)
            else inside or "none"
        )
    if isinstance(value, dict):
        return ", ".join(f"{key}={plain(item)}" for key, item in list(value.items())[:10]) or "none"
    if value is None or isinstance(value, str):
        return "nothing" if value is None else clean(value, _MAX_CHARACTERS)
    return str(shown(value)) if isinstance(value, (int, float, np.number)) else describe(value)
