"""`check`: what was meant, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

import grader
from grader.live.checking import check as from_here
from tests.small import SOLUTION, write_pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grader.live.result import Checked

    Check = Callable[..., Checked]

WRONG = "def double(x):\n    return x * x\n"
QUADRUPLE = "def quadruple(x):\n    return double(double(x))\n"


class TestWhatIsMeant:
    """A function, a name, everything."""

    @pytest.mark.parametrize("what", ["$double", "double"])
    def test_a_function_or_its_name(self, check: Check, what: str) -> None:
        """It is the same."""
        found = check(SOLUTION, what)
        assert [(f.name, f.status, f.score, f.public, f.total) for f in found.findings] == [
            ("double", "passed", 2.0, 2.0, 6.0)
        ]

    def test_several_at_once(self, check: Check) -> None:
        """In that order."""
        found = check(SOLUTION, "quadruple", "$double")
        assert [f.name for f in found.findings] == ["quadruple", "double"]

    def test_a_function_that_goes_by_a_graded_name(self, check: Check) -> None:
        """Whatever it calls itself."""
        assert check("double = lambda x: 2 * x", "$double").passed

    def test_a_function_that_was_redefined_is_the_one_that_is_given(self, check: Check) -> None:
        """It is judged, not what has its name now."""
        assert not check(f"{WRONG}first = double\n{SOLUTION}", "$first").passed

    def test_two_functions_of_one_name(self, check: Check) -> None:
        """Each is judged."""
        found = check(f"{WRONG}first = double\n{SOLUTION}", "$first", "$double", "$first").findings
        assert [f.status for f in found] == ["failed", "passed", "failed"]

    def test_everything_that_is_defined(self, check: Check) -> None:
        """What is not there is still to do."""
        found = check("def double(x):\n    return x + x\n")
        assert ([f.name for f in found.shown], found.to_do) == (["double"], ("quadruple",))

    def test_everything_has_a_bar(self, check: Check) -> None:
        """With what is earned, what hidden checks decide, and the rest."""
        bar = check(f"{SOLUTION}\ndel quadruple").bar
        assert bar is not None
        assert (bar.earned, bar.open, bar.rest, bar.total, bar.pass_mark) == (2.0, 4.0, 4.0, 10.0, 50.0)

    def test_nothing_is_open_where_a_public_check_fails(self, check: Check) -> None:
        """Hidden ones will hardly hold."""
        bar = check(WRONG).bar
        assert bar is not None
        assert (bar.earned, bar.open) == (0.0, 0.0)

    def test_nothing_at_all(self, check: Check) -> None:
        """A sentence says so."""
        found = check("unrelated = 1")
        assert (found.findings, found.passed) == ((), False)
        assert found.remarks[0].startswith("There is nothing to check yet")

    def test_a_name_that_is_not_defined(self, check: Check) -> None:
        """It is missing, not wrong."""
        (found,) = check("", "double").findings
        assert (found.status, found.headline) == (
            "missing",
            "Not defined yet: run the cell that defines it, then check again.",
        )

    def test_a_name_that_is_almost_right(self, check: Check) -> None:
        """One is suggested."""
        assert check("", "doubel").remarks == (
            "doubel is not the name of a graded function. Did you mean double?",
        )

    def test_a_function_that_is_not_graded(self, check: Check) -> None:
        """All that are, are listed."""
        (remark,) = check("def xyz():\n    pass", "$xyz").remarks
        assert remark.startswith("xyz is not the name of a graded function. Graded names: double, quadruple")

    def test_a_value(self, check: Check) -> None:
        """Somebody has called the function."""
        assert check("", 3).remarks == (
            "check takes a function, or its name in quotes, but got a value of type int.",
        )

    def test_an_assignment_may_be_named(self, check: Check) -> None:
        """Where several have functions of one name."""
        assert check(SOLUTION, "$double", assignment="doubling").passed
        (remark,) = check(SOLUTION, "$double", assignment="tripling").remarks
        assert "there is no assignment 'tripling'" in remark

    def test_a_name_of_another_assignment(self, check: Check) -> None:
        """Than the one that is named."""
        (remark,) = check("def zero_pad(X, pad):\n    return X", "$zero_pad", assignment="doubling").remarks
        assert remark == "Nothing was checked: doubling has no graded function zero_pad"

    def test_an_assignment_that_nobody_has_published(self, tmp_path: Path, check: Check) -> None:
        """The sentence says how."""
        del check
        found = from_here("double", assignment="doubling", packs=[write_pack(tmp_path)])
        assert "an instructor creates it with: grader publish doubling" in found.remarks[0]


class TestWhatIsSaid:
    """The verdict in words."""

    def test_a_wrong_value_is_shown_beside_the_right_one(self, check: Check) -> None:
        """As in a report."""
        (found,) = check(WRONG, "double").findings
        line = found.lines[0]
        assert (found.status, found.headline, found.score) == ("failed", "Not right yet.", 0.0)
        assert (line.message, line.entry.expected, line.entry.actual) == (
            "return is 9, but should be 6.",
            {"return": 6},
            {"return": 9},
        )

    def test_an_exception_has_its_headline(self, check: Check) -> None:
        """And its message."""
        (found,) = check("def double(x):\n    return 1 / 0", "double").findings
        assert (found.status, found.headline) == ("error", "It raised an exception.")
        assert "Raised ZeroDivisionError: division by zero" in found.lines[0].message

    def test_a_call_that_hangs_has_its_headline(self, check: Check) -> None:
        """After the time that was given."""
        (found,) = check("def double(x):\n    while True: pass", "double", timeout=0.1).findings
        assert (found.status, found.headline) == ("timeout", "It did not finish in time.")

    def test_a_helper_that_is_wrong_is_named(self, check: Check) -> None:
        """It is where to begin."""
        (found,) = check(f"{WRONG}{QUADRUPLE}", "quadruple").findings
        assert found.notes == ("It calls double, whose own checks fail: start there.",)

    def test_a_helper_that_is_right_so_far_may_be_wrong_all_the_same(self, check: Check) -> None:
        """Its public checks may have missed it."""
        (found,) = check(f"{SOLUTION}\ndef quadruple(x):\n    return double(x)", "quadruple").findings
        notes = ("It calls double: the mistake may be there instead.",)
        assert (found.status, found.notes) == ("failed", notes)

    def test_an_array_of_the_notebook_is_no_argument(self, check: Check) -> None:
        """It is there by chance, though what comes out is right."""
        (found,) = check("A = np.array(3)\ndef double(x):\n    return 2 * float(A)", "double").findings
        notes = ("It reads A from the notebook. When it is graded, only its arguments are available.",)
        assert (found.passed, found.notes) == (True, notes)

    def test_a_function_that_is_called_otherwise_is_asked_about(self, check: Check) -> None:
        """A letter too many."""
        (found,) = check("def doubble(x): return 2 * x", "double").findings
        assert found.headline.endswith("then check again. Did you mean doubble?")

    def test_a_variable_in_place_of_an_argument_is_told(self, check: Check) -> None:
        """In the sentence that the grade comes with."""
        (found,) = check("X = 4\ndef double(x):\n    return 2 * X", "double").findings
        assert found.notes == ("It reads X from the notebook: use its argument x instead.",)

    @pytest.mark.skipif(hasattr(np, "float"), reason="NumPy has its former names here")
    def test_a_name_that_numpy_has_dropped_costs_nothing(self, check: Check) -> None:
        """As where it is graded; and it is gone again afterwards."""
        (found,) = check("def double(x):\n    return np.float(2 * x)", "double").findings
        notes = ("np.float was removed from NumPy; use float. No marks lost.",)
        assert (found.passed, found.notes, hasattr(np, "float")) == (True, notes, False)

    def test_what_it_printed_is_kept(self, check: Check) -> None:
        """To be shown when it is wrong."""
        (found,) = check("def double(x):\n    print('here')", "double").findings
        assert found.printed == "here\n"

    def test_the_edition_is_told(self, check: Check) -> None:
        """Beside the title."""
        assert check(SOLUTION, "double").title == "Doubling; edition only"


class TestTheImport:
    """`from grader import check`."""

    def test_it_is_the_function(self) -> None:
        """Loaded when it is asked for."""
        assert grader.check is from_here

    def test_other_names_are_missed(self) -> None:
        """As of any module."""
        with pytest.raises(AttributeError, match="'grader' has no attribute 'chek'"):
            _ = grader.chek

    def test_the_callers_variables_are_looked_at(self, packs: Path) -> None:
        """Where there is no notebook."""
        names = {"check": from_here, "packs": [packs]}
        exec(f"{SOLUTION}\nfound = check('double', packs=packs)", names)  # noqa: S102
        assert names["found"].passed  # type: ignore[attr-defined]
