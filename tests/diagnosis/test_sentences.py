"""Sentences: what a student may read, and what an instructor may."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.checks import CheckResult, Difference, Evidence, Failure
from grader.diagnosis.misconceptions import _alike
from grader.diagnosis.sentences import function_feedback
from grader.extract import Definition, Statement
from grader.extract.scopes import Names
from grader.judging.judge import Verdict
from grader.options import Options
from grader.packs import KINDS, Case, Criterion, Library
from grader.packs.model import Tolerance
from grader.pipeline import Grader
from grader.sandbox.interface import Returned
from tests.checks.graphs.networks import happy, without
from tests.conftest import ROOT
from tests.notebooks import write_notebook
from tests.small import write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.report.model import FunctionEntry
    from grader.sandbox.machine import Machine

HIDDEN_LINE = (  # raises in line 4, inside of a text, where no statement begins
    "text = '''\n\n\n'''\n    at = compile('\\n' * 3 + 'raise UnicodeError', '<script>', 'exec')\n"
    "    return x + x if isinstance(x, int) else exec(at)"
)
NO_NAMES = Names(frozenset(), frozenset(), frozenset(), star=False)
QUADRUPLE = "def quadruple(x):\n    return 4 * x\n"


def numbered_anew(graph: dict[str, Any]) -> dict[str, Any]:
    """Return the same model with other numbers for its layers."""
    return {**graph, "nodes": [{**node, "layer": node["layer"] + 7} for node in graph["nodes"]]}


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library([write_pack(tmp_path_factory.mktemp("packs"))])


@pytest.fixture
def feedback(packs: Library, machine: Machine, tmp_path: Path, unhurried: None):  # noqa: ARG001
    """Return a function that grades `double` and returns its entry."""

    def grade(source: str, audience: str = "student") -> FunctionEntry:
        path = tmp_path / "a.py"
        path.write_text(f"{source}\n{QUADRUPLE}")
        return Grader(packs, machine, Options(audience=audience, timeout=1.0)).grade(path).functions[0]

    return grade


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("return x + x", "All checks passed."),
        ("return x * x", "The value is squared; add it to itself."),
        ("return x + 1", "double: return is 4, but should be 6."),
        ("return None", "double has an empty body: was it left blank?"),
        (
            "print(x + x)",
            "double computes something but has no `return`: end it with `return` and the result.",
        ),
        ("x = x + x / 0", "double: raised ZeroDivisionError: division by zero (line 2: `x = x + x / 0`)."),
        ("yield x + x", "double: return is an object of type generator, but should be a number."),
        ("return 'six'", "double: return is a string, but should be a number."),
        ("raise KeyError('k')", "double: raised KeyError: 'k' (line 2: `raise KeyError('k')`)."),
        ("return nowhere", "double returns a name that the function never assigns: was it left blank?"),
        ("x = x + 1\n    x = None\n    return x", "double is not finished: line 3 still says `x = None`."),
        ("while True: pass", "double: did not end within its time limit."),
        ("import os; os._exit(3)", "double: ended the process (exit status 3)."),
        (
            "return x + x if isinstance(x, int) else x",
            "The public cases pass, but hidden ones do not: a hidden case gives the wrong result.",
        ),
        (
            "if not isinstance(x, int): raise ValueError(str(x))\n    return x + x",
            "The public cases pass, but hidden ones do not: raised ValueError (line 2) in a hidden case.",
        ),
        (
            HIDDEN_LINE,
            "The public cases pass, but hidden ones do not: raised ValueError (line 2) in a hidden case.",
        ),
    ],
)
def test_a_sentence_says_what_is_wrong(feedback, body: str, sentence: str) -> None:
    """And where."""
    assert feedback(f"def double(x):\n    {body}").feedback == sentence


SQUARE = "The value is squared; add it to itself."
ONCE = "It is squared, but only once."
NUMBER = "if isinstance(x, int): raise ValueError"
ARRAY = "if not isinstance(x, int): raise ValueError"


def misconception(name: str, advice: str, *lines: str) -> str:
    """Return the source of a way to get `double` wrong."""
    body = "\n    ".join((f'"""{advice}"""', *lines))
    return f"def double__{name}(x):\n    {body}\n\n\n"


# One published case has a number for an argument, the two hidden ones an array.
@pytest.mark.parametrize(
    ("known", "student", "explained"),
    [
        ("", "return x * x", True),
        ("", f"{NUMBER}; return x * x", False),
        (NUMBER, "return x * x", True),
        (ARRAY, "return x * x", False),
        (NUMBER, f"{NUMBER}\n    return x * x", True),
        (NUMBER, f"{NUMBER.replace('ValueError', 'OSError')}\n    return x * x", True),
        ("", f"{NUMBER}\n    return x * x", True),
        ("", f"{ARRAY}\n    return x * x", False),
        ("", "raise ValueError", False),
        ("raise ValueError", "raise ValueError", False),
        ("raise ValueError", "raise ValueError('no words in common: 3')", False),
        ("raise ValueError(f'size {x}')", "raise ValueError(f'size {x}')", True),
        (
            "raise ValueError(f'size {x}')",
            "raise ValueError(f'size {x}' if isinstance(x, int) else '')",
            True,
        ),
        (NUMBER, "return x * x if isinstance(x, int) else x + x", False),
        (NUMBER, "return x * x + 1", False),
        ("raise ValueError(f'size {x}')", f"{ARRAY}(f'size {{x}}')\n    return x + x", False),
        (NUMBER, f"{NUMBER}\n    return x + x", False),
    ],
)
def test_a_misconception_explains_wrong_answers_like_its_own(
    machine: Machine, tmp_path: Path, known: str, student: str, *, explained: bool
) -> None:
    """Where one of the two raises there is a doubt; it takes as many wrong answers that are alike."""
    lines = (known, "return x * x") if known else ("return x * x",)
    library = Library(
        [write_pack(tmp_path / "packs", misconceptions=misconception("square", SQUARE, *lines))]
    )
    path = tmp_path / "a.py"
    path.write_text(f"def double(x):\n    {student}\n{QUADRUPLE}")
    assert (Grader(library, machine).grade(path).functions[0].feedback == SQUARE) == explained


def test_a_misconception_without_doubt_explains_best(machine: Machine, tmp_path: Path) -> None:
    """Though another one stands before it."""
    doubtful = misconception("once", ONCE, NUMBER, "return x * x")
    known = doubtful + misconception("square", SQUARE, "return x * x")
    library = Library([write_pack(tmp_path / "packs", misconceptions=known)])
    path = tmp_path / "a.py"
    path.write_text(f"def double(x):\n    return x * x\n{QUADRUPLE}")
    assert Grader(library, machine).grade(path).functions[0].feedback == SQUARE


def test_what_is_right_in_an_edition_explains_nothing(grader: Grader, standard: str, tmp_path: Path) -> None:
    """A right value with a changed argument is not the mistake of another edition."""
    in_place = "def conv_single_step(a, W, b):\n    a *= W\n    return a.sum() + b.item()"
    entry = grader.grade(write_notebook(tmp_path / "a.ipynb", standard, in_place)).functions[1]
    assert (entry.status, entry.feedback[:29]) == ("failed", "conv_single_step: argument 1 ")


def test_a_missing_function_is_told(packs: Library, machine: Machine, tmp_path: Path) -> None:
    """By its name."""
    path = tmp_path / "a.py"
    path.write_text(QUADRUPLE)
    entry = Grader(packs, machine).grade(path).functions[0]
    assert (entry.status, entry.feedback) == ("missing", "double is not defined.")


def test_a_function_that_is_not_finished_is_missing(feedback) -> None:
    """Where it earns nothing."""
    assert feedback("def double(x):\n    x = x + 1\n    x = None\n    return x").status == "missing"


def test_a_none_that_was_right_is_paid(feedback) -> None:
    """What looks unfinished may be right all the same."""
    source = "def double(x):\n    y = 2 * x\n    x = None\n    print(x)\n    return y"
    assert feedback(source).status == "passed"


def test_a_none_that_was_right_is_paid_where_a_helper_is_wrong(
    packs: Library, machine: Machine, tmp_path: Path
) -> None:
    """What looks unfinished runs again with the helper put right, as anything does."""
    path = tmp_path / "a.py"
    quadruple = "def quadruple(x):\n    y = double(double(x))\n    x = None\n    print(x)\n    return y\n"
    path.write_text(f"def double(x):\n    return x + 7\n\n{quadruple}")
    assert Grader(packs, machine).grade(path).functions[1].status == "passed"


def test_a_function_of_nearly_that_name_is_asked_about(
    packs: Library, machine: Machine, tmp_path: Path
) -> None:
    """It stands in the notebook, and earns nothing."""
    path = tmp_path / "a.py"
    path.write_text(f"def doubble(x):\n    return 2 * x\n{QUADRUPLE}")
    assert Grader(packs, machine).grade(path).functions[0].feedback == (
        "double is not defined; did you mean doubble (line 1)?"
    )


def test_an_instructor_sees_the_hidden_case(feedback) -> None:
    """Its id, and the values."""
    entry = feedback("def double(x):\n    return x + x if isinstance(x, int) else x", "instructor")
    assert entry.checks[1].message.endswith("[double.values#1]")
    assert entry.checks[1].expected


def test_an_exception_named_after_an_input_loses_its_name(feedback) -> None:
    """Only names of Python's and NumPy's own pass."""
    source = "def double(x):\n    if isinstance(x, int): return 6\n    raise type(f'E{x[0]}', (OSError,), {})"
    assert "raised OSError (line" in feedback(source).feedback


def test_a_variable_that_nothing_sets_is_told(feedback) -> None:
    """A cell that is never run has bound it."""
    source = "def double(x):\n    return A + x\n\nA = double(3)\n"
    assert feedback(source).feedback == (
        "double: raised NameError: name 'A' is not defined (line 2: `return A + x`). "
        "It reads A from the notebook. When it is graded, only its arguments are available."
    )


def test_a_variable_in_place_of_an_argument_is_told(feedback) -> None:
    """Though only hidden cases tell the difference."""
    assert feedback("SIZE = 3\nTWICE = SIZE + SIZE\ndef double(x=SIZE):\n    return TWICE").feedback.endswith(
        "Add. It reads TWICE from the notebook: use its argument x instead."
    )


def test_a_hint_is_for_those_who_fail(feedback) -> None:
    """Not for those who pass."""
    hints = [feedback(f"def double(x):\n    return {body}").checks[1].hint for body in ("x + x", "x")]
    assert hints == [None, "Add."]


@pytest.mark.parametrize("body", ["raise ValueError(x)", "return x[None]()", "import os; os._exit(3)"])
def test_there_is_no_hint_where_nothing_came_out(feedback, body: str) -> None:
    """A hint is about values."""
    assert [check.hint for check in feedback(f"def double(x):\n    {body}").checks] == [None, None]


HALF = "def double(x):\n    if isinstance(x, int): return 7\n    raise ValueError(str(x))"


def test_what_it_raised_in_another_case_is_told_too(feedback) -> None:
    """Of a hidden case the type and the line."""
    assert feedback(HALF).feedback == (
        "double: return is 7, but should be 6. "
        "In a hidden case it raised ValueError (line 3), perhaps for the same reason."
    )


def test_an_instructor_reads_what_it_raised_in_another_case(feedback) -> None:
    """With its text."""
    told = feedback(HALF, "instructor").feedback
    assert "In another case it raised ValueError: [" in told
    assert told.endswith("(line 3: `raise ValueError(str(x))`), perhaps for the same reason.")


@pytest.mark.parametrize("text", ["\\x1b[31mred", "a\\x00b", "bell\\x07"])
def test_control_characters_do_not_pass(feedback, text: str) -> None:
    """They would talk to the terminal."""
    message = feedback(f"def double(x):\n    raise ValueError('{text}')").feedback
    assert [c for c in message if ord(c) < 32] == []


@pytest.mark.parametrize(
    ("student", "known", "expected"),
    [
        (1.0, 1.0, True),
        ({"inference": np.ones(2)}, {"inference": np.ones(2)}, True),
        ({"inference": np.ones(2)}, {"inference": np.zeros(2)}, False),
        ({"inference": np.array([np.nan])}, {"inference": np.array([np.nan])}, True),
        ({"inference": 1.0}, {"training": 1.0}, False),
        ({"inference": 1.0}, 1.0, False),
        ({"graph": happy()}, {"graph": happy()}, True),
        ({"graph": without(happy(), 5)}, {"graph": happy()}, False),
        ({"graph": numbered_anew(happy())}, {"graph": happy()}, True),
    ],
)
def test_answers_are_alike(student: object, known: object, expected: bool) -> None:
    """Part by part; models where they are the same network."""
    assert _alike(student, known, Tolerance(1e-6, 1e-6)) == expected


def told_of(*results: CheckResult, source: str = "def f(x):\n    return x") -> str:
    """Return what is said of a function with these results."""
    tree = ast.parse(source).body[0]
    last = Statement("", 1, 1, tree, NO_NAMES)
    definition = Definition("f", last, (), frozenset())
    return function_feedback(
        Verdict(function="f", definition=definition, results=results, evidence=()), None, "student"
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [(np.ones(3), "the wrong result"), (np.ones(4), "a result of the wrong shape")],
)
def test_what_is_wrong_beside_a_helper_never_comes_alone(value: np.ndarray, told: str) -> None:
    """Its values are not shown, because the reference answered for the helper."""
    wrong = result("reference", Difference("return is 7, but should be 6"))
    case = wrong.failures[0].case
    verdict = Verdict(
        function="f",
        definition=Definition("f", Statement("", 1, 1, ast.Pass(), NO_NAMES), (), frozenset()),
        results=(wrong,),
        evidence=(Evidence(case, Returned(value), Returned(np.zeros(3))),),
        substituted=("g",),
        blamed=("g",),
    )
    assert function_feedback(verdict, None, "student") == (
        f"Apart from the errors in g: f: a case gives {told}, even with a correct g in place of "
        "yours. A hint."
    )


def result(kind: str, difference: Difference, visibility: str = "public") -> CheckResult:
    """Return the result of a check that found a difference in a public case."""
    aspects = tuple(KINDS[kind].aspects)
    criterion = Criterion(f"f.{kind}", kind, 1.0, visibility, ("g",), None, False, "A hint.", {}, aspects)
    return CheckResult(criterion, (Failure(Case("f.g#1", "f", "g", (1.0,), {}, public=True), difference),))


def test_a_setting_is_told_with_its_hint() -> None:
    """Two numbers alone say little."""
    difference = Difference("the first layer that trains is 1, but should be 120", {"": 120}, {"": 1})
    assert told_of(result("configuration", difference)).endswith("is 1, but should be 120. A hint.")


def test_what_counts_only_once_values_are_right_is_not_what_is_wrong() -> None:
    """Though it is the only public check."""
    waits = replace(result("unchanged", Difference("")), failures=(), waiting=True)
    wrong = result("reference", Difference("return is 7, but should be 6"), "hidden")
    assert told_of(waits, wrong).endswith("do not: return is 7, but should be 6. A hint.")


@pytest.mark.thorough
def test_layers_say_more_than_values(machine: Machine, tmp_path: Path, unhurried: None) -> None:  # noqa: ARG001
    """A wrong axis is told by the layer, though the published values come first in the rubric."""
    source = (ROOT / "reference" / "residual-networks" / "solution.py").read_text(encoding="utf-8")
    path = tmp_path / "a.py"
    path.write_text(source.replace("axis=3", "axis=1"))
    report = Grader(Library(), machine, Options(assignment="residual-networks")).grade(path)
    assert report.functions[0].feedback == (
        "identity_block: layer 2, BatchNormalization: axis is 1, should be 3 (line 20: `axis=1`). "
        "Each channel is normalized by itself: its axis is the last one."
    )


@pytest.mark.parametrize(
    ("kind", "visibility", "said"),
    [("layers", "public", True), ("layers", "hidden", False), ("reference", "public", False)],
)
def test_a_layer_that_leads_nowhere_is_told(kind: str, visibility: str, said: bool) -> None:
    """Where layers are seen to be wrong: the student has written what is said to be missing."""
    wrong = result(kind, Difference("after layer 1 (Conv2D), ReLU is missing"), visibility)
    told = told_of(wrong, source="def f(x):\n    ReLU()(x)\n    return x")
    assert ("The result of line 2 is never used: `ReLU()(x)`." in told) == said
