"""Faults of what a function returns."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks import Evidence
from grader.diagnosis.returned import returned_faults
from grader.judging.judge import Verdict
from grader.packs import Case
from grader.sandbox.interface import Returned
from grader.wire import Opaque
from tests.programs import program

CASE = Case("f.a#1", "f", "a", (), {}, public=True, probe={})
LOADERS = """
def f(one, other):
    train_generator = flow(one)
    validation_generator = flow(other)
    return {}
"""
LOOP = """
def f(layers):
    for layer in layers:
        x = layer(x)
        return x
"""


def lines(source: str, *files: str) -> list[int | None]:
    """Return the lines of the faults of `f`, if its results take these files."""
    actual, expected = (
        Returned({"loaders": {"train": {"files": a}, "validation": {"files": b}}})
        for a, b in (files, ("a", "b"))
    )
    definition = program(["f"], source).definitions["f"]
    verdict = Verdict(
        function="f", definition=definition, results=(), evidence=(Evidence(CASE, actual, expected),)
    )
    return [fault.line for fault in returned_faults(verdict)]


@pytest.mark.parametrize(
    ("names", "files", "found"),
    [
        ("validation_generator, train_generator", "ba", [5]),
        ("validation_generator.cache(), train_generator.cache()", "ba", [5]),
        ("validation_generator, validation_generator", "bb", [5]),
        ("train_generator, validation_generator", "ba", []),
        ("validation_generator, train_generator", "ab", []),
    ],
)
def test_results_that_are_mixed_up_lead_to_the_return(names: str, files: str, found: list[Any]) -> None:
    """If its names say so, and the files, too."""
    assert lines(LOADERS.format(names), *files) == found


def test_a_return_in_a_loop_is_the_fault() -> None:
    """Only the first pass is made."""
    assert lines(LOOP, "a", "b") == [5]
    assert lines(LOOP.replace("        return", "    return"), "a", "b") == []


@pytest.mark.parametrize(
    ("loaders", "source", "line", "kind"),
    [
        (Opaque("Dataset"), "one = read(subset='training')\n    return one, one", 3, "output"),
        (Opaque("Dataset"), "one = read()\n    return one", 4, "output"),
        ({"train": Opaque("list"), "validation": {}}, "return list(a), b", 3, "output"),
        ({"train": {}, "validation": Opaque("NoneType")}, "return a, b", 3, "unfinished"),
    ],
)
def test_what_gives_no_images_leads_to_the_return(loaders: Any, source: str, line: int, kind: str) -> None:
    """Or to the argument by which only one part was made."""
    evidence = Evidence(
        CASE, Returned({"loaders": loaders}), Returned({"loaders": {"train": {}, "validation": {}}})
    )
    definition = program(["f"], f"\ndef f(a, b):\n    {source}\n").definitions["f"]
    verdict = Verdict(function="f", definition=definition, results=(), evidence=(evidence,))
    assert [(fault.line, fault.kind) for fault in returned_faults(verdict)] == [(line, kind)]
