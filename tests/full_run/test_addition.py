"""What a whole run is done on."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from grader.judging.judge import Judgements


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), "keras2"),
        (("keras2", "keras2"), "keras2"),
        (("keras2", "keras3"), "keras2"),
        (("keras3", "keras3"), "keras3"),
        (("keras2", "keras3", "keras3"), "keras3"),
    ],
)
def test_a_notebook_runs_on_what_most_functions_were_judged_on(kinds: tuple[str, ...], expected: str) -> None:
    """What it was written for, unless more of it runs on the other."""
    keys = {
        str(n): SimpleNamespace(key=SimpleNamespace(runtime=SimpleNamespace(kind=k)))
        for n, k in enumerate(kinds)
    }
    judgements: Any = keys
    assert Judgements(judgements, ()).kind("keras2") == expected
