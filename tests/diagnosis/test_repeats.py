"""One exception in several functions: told in full once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from tests.small import write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.sandbox.machine import Machine

MESSAGE = "there is no such thing anywhere, and nobody has ever heard of it at all"
QUADRUPLE = "def quadruple(x):\n    return 4 * x / nothing(x)\n"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library([write_pack(tmp_path_factory.mktemp("packs"))])


@pytest.fixture
def feedback(packs: Library, machine: Machine, tmp_path: Path):
    """Return a function that grades a script and returns what is said of its two functions."""

    def grade(source: str, audience: str = "student") -> list[str]:
        path = tmp_path / "a.py"
        path.write_text(source)
        report = Grader(packs, machine, Options(audience=audience)).grade(path)
        return [function.feedback for function in report.functions]

    return grade


def source(message: str, double: str = "return 2 * x / nothing(x)") -> str:
    """Return a script with two functions, and what both of them come to."""
    helper = f"def nothing(x):\n    raise KeyError({message!r})\n"
    return f"{helper}def double(x):\n    {double}\n{QUADRUPLE}"


def test_the_second_function_refers_to_the_first(feedback) -> None:
    """It still tells what was raised, and where."""
    first, second = feedback(source(MESSAGE))
    place = f"(line 2: `raise KeyError({MESSAGE!r})`)."
    assert first == f"double: raised KeyError: {MESSAGE!r} {place}"
    assert second == f"quadruple: raised KeyError, as in double {place}"


def test_a_short_text_is_said_again(feedback) -> None:
    """Looking it up would take longer."""
    assert feedback(source("no"))[1] == "quadruple: raised KeyError: 'no' (line 2: `raise KeyError('no')`)."


def test_a_definition_that_failed_is_told_in_full_once(feedback) -> None:
    """Every function that needs it comes to it."""
    lines = f"def fail():\n    raise KeyError({MESSAGE!r})\nN = fail()\n"
    first, second = feedback(
        f"{lines}def double(x):\n    return N * x\ndef quadruple(x):\n    return N * x * 2\n"
    )
    assert MESSAGE in first
    assert second.endswith("; before that, line 2 raised KeyError, as in double.")


def test_a_definition_that_failed_is_told_to_all_who_need_it(feedback) -> None:
    """Nobody has to guess why a name is not defined."""
    source = (
        "from nowhere import N\ndef double(x):\n    return N * x\ndef quadruple(x):\n    return N * x * 2\n"
    )
    cause = "; before that, line 1 raised ModuleNotFoundError: No module named 'nowhere'."
    assert [sentence.endswith(cause) for sentence in feedback(source)] == [True, True]


def test_a_definition_that_failed_is_told_to_nobody_else(feedback) -> None:
    """Who does not need it fails by something else."""
    source = "from nowhere import N\ndef double(x):\n    return N * x\ndef quadruple(x):\n    return M * x\n"
    assert (
        feedback(source)[1]
        == "quadruple: raised NameError: name 'M' is not defined (line 5: `return M * x`)."
    )


def test_the_same_words_from_elsewhere_are_another_exception(feedback) -> None:
    """Another line may need another remedy."""
    assert MESSAGE in feedback(source(MESSAGE, f"raise KeyError({MESSAGE!r})"))[1]


def test_a_function_that_tells_nothing_of_it_is_not_referred_to(feedback) -> None:
    """What was not told there has to be told here."""
    assert MESSAGE in feedback(source(MESSAGE, "return 2 * x if isinstance(x, int) else nothing(x)"))[1]
