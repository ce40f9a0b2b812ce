"""Sentences: what a student may read, and what an instructor may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.packs import Library
from grader.pipeline import Grader, Options
from tests.conftest import ROOT
from tests.small import write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.report.model import FunctionEntry
    from grader.run.machine import Machine

QUADRUPLE = "def quadruple(x):\n    return 4 * x\n"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library([write_pack(tmp_path_factory.mktemp("packs"))])


@pytest.fixture
def feedback(packs: Library, machine: Machine, tmp_path: Path):
    """Return a function that grades `double` and returns its entry."""

    def grade(source: str, audience: str = "student") -> FunctionEntry:
        path = tmp_path / "a.py"
        path.write_text(f"{source}\n{QUADRUPLE}")
        return Grader(packs, machine, Options(audience=audience, timeout=0.3)).grade(path).functions[0]

    return grade


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("return x + x", "All checks hold."),
        ("return x * x", "The value is squared; add it to itself."),
        ("return x + 1", "double: return is 4, but should be 6."),
        ("return None", "double has an empty body: was it left blank?"),
        (
            "print(x + x)",
            "double computes something, but has no `return`: end it with `return` and the result.",
        ),
        ("x = x + x / 0", "double: raised ZeroDivisionError: division by zero (line 2: `x = x + x / 0`)."),
        ("yield x + x", "double: return is an object of type generator, but should be a number."),
        ("return 'six'", "double: return is a string, but should be a number."),
        ("raise KeyError('k')", "double: raised KeyError: 'k' (line 2: `raise KeyError('k')`)."),
        ("return nowhere", "double returns a name that nothing in the function assigns: was it left blank?"),
        ("while True: pass", "double: did not end within its time limit."),
        ("import os; os._exit(3)", "double: ended the process (exit status 3)."),
        (
            "return x + x if isinstance(x, int) else x",
            (
                "The published cases hold, but hidden ones do not: double: a hidden case gives another result than it "  # noqa: E501
                "should. Add."
            ),
        ),
        (
            "if not isinstance(x, int): raise ValueError(str(x))\n    return x + x",
            "The published cases hold, but hidden ones do not: double: raised ValueError (line 2), in a hidden case. Add.",  # noqa: E501
        ),
    ],
)
def test_a_sentence_says_what_is_wrong(feedback, body: str, sentence: str) -> None:
    """And where."""
    assert feedback(f"def double(x):\n    {body}").feedback == sentence


def test_a_missing_function_is_told(packs: Library, machine: Machine, tmp_path: Path) -> None:
    """By its name."""
    path = tmp_path / "a.py"
    path.write_text(QUADRUPLE)
    entry = Grader(packs, machine).grade(path).functions[0]
    assert (entry.status, entry.feedback) == ("missing", "double is not defined in the notebook.")


def test_an_instructor_sees_the_hidden_case(feedback) -> None:
    """Its id, and the values."""
    entry = feedback("def double(x):\n    return x + x if isinstance(x, int) else x", "instructor")
    assert entry.checks[1].message.endswith("[double.values#1]")
    assert entry.checks[1].expected


def test_an_exception_named_after_an_input_loses_its_name(feedback) -> None:
    """Only names of Python's and NumPy's own pass."""
    source = "def double(x):\n    if isinstance(x, int): return 6\n    raise type(f'E{x[0]}', (OSError,), {})"
    assert "raised OSError (line" in feedback(source).feedback


def test_a_hint_is_for_those_who_fail(feedback) -> None:
    """Not for those who pass."""
    hints = [feedback(f"def double(x):\n    return {body}").checks[1].hint for body in ("x + x", "x")]
    assert hints == [None, "Add."]


@pytest.mark.parametrize("text", ["\\x1b[31mred", "a\\x00b", "bell\\x07"])
def test_control_characters_do_not_pass(feedback, text: str) -> None:
    """They would talk to the terminal."""
    message = feedback(f"def double(x):\n    raise ValueError('{text}')").feedback
    assert [c for c in message if ord(c) < 32] == []


def test_layers_say_more_than_values(machine: Machine, tmp_path: Path) -> None:
    """A wrong axis is told by the layer, though the published values come first in the rubric."""
    source = (ROOT / "reference" / "residual-networks" / "solution.py").read_text(encoding="utf-8")
    path = tmp_path / "a.py"
    path.write_text(source.replace("axis=3", "axis=1"))
    report = Grader(Library(), machine, Options(assignment="residual-networks")).grade(path)
    assert report.functions[0].feedback == (
        "identity_block: layer 2, BatchNormalization: axis is 1, should be 3."
    )
