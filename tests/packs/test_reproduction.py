"""Published cases as lines of code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.conftest import STEP_BY_STEP

if TYPE_CHECKING:
    from grader.packs import Library, Pack


def called(line: str, function: str) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Run a line, and return the arguments that it calls a function with."""
    seen: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    exec(line, {"np": np, function: lambda *args, **kwargs: seen.append((args, kwargs))})  # noqa: S102
    (arguments,) = seen
    return arguments


@pytest.mark.parametrize("edition", ["2017", "2019", "2022"])
def test_a_line_makes_the_arguments_of_its_case(pack: Pack, edition: str) -> None:
    """The very same numbers, for every case but those whose arguments are in a file."""
    cases = pack.public_cases(edition)
    lines = {case.id: pack.line_of(case, edition) for case in cases}
    for case in cases:
        if lines[case.id]:
            np.testing.assert_equal(called(lines[case.id], case.function), (case.args, dict(case.kwargs)))
    assert sum(not line for line in lines.values()) <= 1


@pytest.mark.parametrize(
    ("assignment", "case", "line"),
    [
        (STEP_BY_STEP, "zero_pad.test", "np.random.seed(1); X = np.random.randn(5, 4, 4, 3); zero_pad(X, 2)"),
        ("convolution-application", "convolutional_model.layers#1", "convolutional_model((64, 64, 3))"),
        ("cats-vs-dogs", "train_val_datasets.datasets#1", ""),
    ],
)
def test_only_plain_calls_have_a_line(library: Library, assignment: str, case: str, line: str) -> None:
    """Not what needs files, or the variables of a cell."""
    pack = library.get(assignment)
    edition = pack.assignment.editions[-1].id
    (found,) = [each for each in pack.public_cases(edition) if each.id == case]
    assert pack.line_of(found, edition) == line
