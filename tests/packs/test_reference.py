"""The folder that no student sees, read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.errors import PackError
from grader.packs.reference import Reference
from tests.packs.folders import CASES, SOLUTION, assignment, write

if TYPE_CHECKING:
    from pathlib import Path


def reference(folder: Path, **files: str) -> Reference:
    """Return a reference of some files; solution and cases are the small pack's unless given."""
    for name, content in ({"solution": SOLUTION, "cases": CASES} | files).items():
        if content:
            write(folder / f"{name}.py", content)
    return Reference(folder, assignment(folder))


class TestSolution:
    """The solution of an edition."""

    def test_every_graded_function_is_defined(self, tmp_path: Path) -> None:
        """In the order of the assignment."""
        assert list(reference(tmp_path).definitions("new")) == ["add", "total"]

    def test_an_edition_may_redefine_a_function(self, tmp_path: Path) -> None:
        """For itself only."""
        write(tmp_path / "generations" / "old.py", "def add(a, b):\n    return a - b\n")
        sources = {g: reference(tmp_path).definitions(g)["add"].last.source for g in ("old", "new")}
        assert sources == {
            "old": "def add(a, b):\n    return a - b",
            "new": "def add(a, b):\n    return a + b",
        }

    def test_an_edition_may_use_what_the_solution_defines(self, tmp_path: Path) -> None:
        """They are one program."""
        write(tmp_path / "generations" / "old.py", "def total(v):\n    return add(*v)\n")
        names = [s.source.split("(")[0] for s in reference(tmp_path).definitions("old")["total"].statements]
        assert "def add" in names

    def test_a_solution_that_lacks_a_function_is_refused(self, tmp_path: Path) -> None:
        """The message names file and function."""
        with pytest.raises(PackError, match=r"solution\.py: total is not defined"):
            reference(tmp_path, solution="def add(a, b): return a + b").definitions("new")

    def test_a_missing_solution_is_refused(self, tmp_path: Path) -> None:
        """The reason is the system's; without `solution.py`, the lesson would do."""
        with pytest.raises(PackError, match=r"lesson\.py: can't be read: No such file"):
            reference(tmp_path, solution="").definitions("new")

    def test_a_lesson_is_a_solution(self, tmp_path: Path) -> None:
        """If there is no other: its cells are the program."""
        lesson = SOLUTION.replace("def ", "# %%\ndef ")
        assert list(reference(tmp_path, solution="", lesson=lesson).definitions("new")) == ["add", "total"]

    def test_a_solution_comes_before_a_lesson(self, tmp_path: Path) -> None:
        """It may be faster, or of several editions."""
        read = reference(tmp_path, lesson="# %%\ndef add(a, b):\n    return 0\n").definitions("new")
        assert "return a + b" in read["add"].last.source


class TestHiddenCases:
    """What `cases.py` generates."""

    def test_cases_are_numbered_in_their_group(self, tmp_path: Path) -> None:
        """From one."""
        assert [case.id for case in reference(tmp_path).hidden_cases(1)] == [
            "add.values#1",
            "add.values#2",
            "total.values#1",
        ]

    def test_no_case_is_public(self, tmp_path: Path) -> None:
        """Nor does it carry its answer."""
        assert {(c.public, c.expectations) for c in reference(tmp_path).hidden_cases(1)} == {(False, ())}

    def test_the_same_seed_gives_the_same_cases(self, tmp_path: Path) -> None:
        """Byte for byte."""
        first, second = (reference(tmp_path).hidden_cases(5) for _ in range(2))
        assert [case.frame for case in first] == [case.frame for case in second]

    def test_one_reference_gives_the_same_cases_twice(self, tmp_path: Path) -> None:
        """Nothing is kept between two runs."""
        one = reference(tmp_path)
        assert [c.frame for c in one.hidden_cases(5)] == [c.frame for c in one.hidden_cases(5)]

    def test_another_seed_gives_other_values(self, tmp_path: Path) -> None:
        """A student can't prepare for them."""
        one = reference(tmp_path)
        assert one.hidden_cases(1)[0].frame != one.hidden_cases(2)[0].frame

    @pytest.mark.parametrize(
        ("cases", "reason"),
        [
            ("def cases(random):\n    yield 1 / 0", "ZeroDivisionError: division by zero"),
            ("def cases(random):\n    yield 1", "AttributeError"),
            ("x = 1", "AttributeError"),
            ("def cases(random:", "SyntaxError"),
            ("import nowhere_at_all", "ModuleNotFoundError"),
            ("", "is missing"),
        ],
    )
    def test_cases_that_fail_are_the_packs_fault(self, cases: str, reason: str, tmp_path: Path) -> None:
        """The message names the file and the reason."""
        with pytest.raises(PackError, match=rf"cases\.py(:\d+)?: .*{reason}"):
            reference(tmp_path, cases=cases).hidden_cases(1)


class TestMisconceptions:
    """Known ways to be wrong."""

    WRONG = (
        '"""Known."""\n\n'
        "def helper(a):\n    return -a\n\n"
        'def add__minus(a, b):\n    """It subtracts;\n    it should add."""\n    return a + helper(b)\n\n'
        'def total__first(v):\n    """Only the first."""\n    return add(v[0], 0)\n'
    )

    def test_each_belongs_to_a_function(self, tmp_path: Path) -> None:
        """By the first part of its name."""
        known = reference(tmp_path, misconceptions=self.WRONG).misconceptions("new")
        assert [(m.function, m.name) for m in known] == [("add", "add__minus"), ("total", "total__first")]

    def test_its_advice_is_its_docstring_on_one_line(self, tmp_path: Path) -> None:
        """For a student to read."""
        known = reference(tmp_path, misconceptions=self.WRONG).misconceptions("new")
        assert known[0].advice == "It subtracts; it should add."

    def test_it_brings_its_helpers(self, tmp_path: Path) -> None:
        """And those of the solution."""
        known = reference(tmp_path, misconceptions=self.WRONG).misconceptions("new")
        assert [len(m.definition.statements) for m in known] == [2, 2]

    def test_it_is_built_on_its_editions_solution(self, tmp_path: Path) -> None:
        """Wrong in the way of the edition."""
        write(tmp_path / "generations" / "old.py", "def add(a, b):\n    return a - b\n")
        known = reference(tmp_path, misconceptions=self.WRONG).misconceptions("old")
        assert "def add(a, b):\n    return a - b" in [s.source for s in known[1].definition.statements]

    def test_a_pack_need_not_know_any(self, tmp_path: Path) -> None:
        """Then failures are explained by values alone."""
        assert reference(tmp_path).misconceptions("new") == ()

    def test_one_for_an_unknown_function_is_refused(self, tmp_path: Path) -> None:
        """The error asks for the name that is close."""
        wrong = 'def totals__first(v):\n    """Only the first."""\n    return v[0]\n'
        with pytest.raises(PackError, match="totals__first: sums has no function totals; is total meant"):
            reference(tmp_path, misconceptions=wrong).misconceptions("new")


class TestVariants:
    """Solutions for notebooks that use a stub's name."""

    def test_they_go_by_the_name(self, tmp_path: Path) -> None:
        """Of the file."""
        write(tmp_path / "variants" / "norm.py", "")
        write(tmp_path / "variants" / "Dense.py", "")
        assert reference(tmp_path).variants == ("Dense", "norm")

    def test_most_packs_have_none(self, tmp_path: Path) -> None:
        """Then nothing depends on stubs."""
        assert reference(tmp_path).variants == ()

    def test_a_variant_redefines_what_the_solution_has(self, tmp_path: Path) -> None:
        """Only where it is in use."""
        write(tmp_path / "variants" / "norm.py", "def add(a, b):\n    return norm(a, b)\n")
        one = reference(tmp_path)
        sources = [one.definitions("new", variants)["add"].last.source for variants in ((), ("norm",))]
        assert sources == ["def add(a, b):\n    return a + b", "def add(a, b):\n    return norm(a, b)"]

    def test_a_variant_comes_after_the_edition(self, tmp_path: Path) -> None:
        """It has the last word."""
        write(tmp_path / "generations" / "old.py", "def add(a, b):\n    return a - b\n")
        write(tmp_path / "variants" / "norm.py", "def add(a, b):\n    return norm(a, b)\n")
        found = reference(tmp_path).definitions("old", ("norm",))["add"]
        assert found.last.source == "def add(a, b):\n    return norm(a, b)"

    def test_misconceptions_are_built_on_the_variant(self, tmp_path: Path) -> None:
        """They are wrong in their own way only."""
        write(tmp_path / "variants" / "norm.py", "def add(a, b):\n    return norm(a, b)\n")
        wrong = 'def total__first(v):\n    """Only the first."""\n    return add(v[0], 0)\n'
        (known,) = reference(tmp_path, misconceptions=wrong).misconceptions("new", ("norm",))
        assert "def add(a, b):\n    return norm(a, b)" in [s.source for s in known.definition.statements]


def test_a_hidden_case_may_have_a_probe(tmp_path: Path) -> None:
    """What is asked of the model that comes back."""
    cases = (
        "from grader.packs import Call\n\n\ndef cases(random):\n"
        "    yield Call('add', 'values', (1, 2), {}, {'want': ['graph']})\n"
        "    yield Call('add', 'values', (1, 2))\n"
        "    yield Call('total', 'values', probe={'want': ['inference']})\n"
    )
    probes = [case.probe for case in reference(tmp_path, cases=cases).hidden_cases(1)]
    assert probes == [{"want": ["graph"]}, None, {"want": ["inference"]}]
