"""Variants of a right solution: files that hold a few cells each, graded behind the standard solution.

What a variant leaves as it is in the standard solution needs no second judgement. So most variants are graded
in what they change only: the functions whose definition is another one, or that take something else from the
notebook. The program of every other function is the standard's, statement by statement.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

from grader import pipeline
from grader.extract import extract
from grader.extract.submission import Cell, Submission, SubmissionFile
from grader.judging.judge import Trial
from grader.judging.kernel_state import Judged
from tests.conftest import ROOT
from tests.notebooks import write_notebook

if TYPE_CHECKING:
    from pathlib import Path

    from grader.extract import Definition, Program
    from grader.judging.judge import PublicRuns
    from grader.packs import Pack
    from grader.pipeline import Grader
    from grader.report.exhibits import Graded as Exhibit
    from grader.report.model import FunctionEntry, Report

VARIANTS = ROOT / "tests" / "variants"
LARGE = {
    "residual-networks",
    "transfer-mobilenet",
    "horses-vs-humans-transfer",
    "cats-vs-dogs-augmentation",
}


@dataclass(frozen=True)
class Variant:
    """One file of `tests/variants`.

    Attributes:
        path: Where it is.
        number: Its place among those that are right, or wrong, in the same function.
    """

    path: Path
    number: int = 0

    @property
    def assignment(self) -> str:
        """The assignment that it is a solution of."""
        return self.path.relative_to(VARIANTS).parts[0]

    @property
    def name(self) -> str:
        """What a test calls it."""
        return f"{self.assignment}-{self.path.stem}"

    @cached_property
    def source(self) -> str:
        """Its text."""
        return self.path.read_text(encoding="utf-8")

    @property
    def is_slow(self) -> bool:
        """Whether grading it takes seconds: it runs on Keras."""
        text = (ROOT / "assignments" / self.assignment / "assignment.json").read_text(encoding="utf-8")
        return json.loads(text)["runtime"] == "keras"

    @property
    def is_large(self) -> bool:
        """Whether its models take seconds to build, or most functions are those of another assignment."""
        return self.assignment in LARGE

    def stated(self, what: str) -> str | None:
        """Return what a comment says of it: `# breaks: zero_pad`, `# explained by: zero_pad__left_only`."""
        found = re.search(rf"^# {what}: (\w+)", self.source, re.MULTILINE)
        return found[1] if found else None

    @property
    def breaks(self) -> list[str]:
        """The functions that are wrong in it, in the order of the report."""
        found = re.search(r"^# breaks: (\w+(?:, \w+)*)$", self.source, re.MULTILINE)
        return found[1].split(", ") if found else []

    @property
    def kin(self) -> str:
        """What it shares with the variants that it is numbered among."""
        return self.stated("breaks") or self.path.stem.split("-")[0]

    @property
    def cells(self) -> list[str]:
        """The cells of its notebook; the last definition of a name counts."""
        alone = self.path.parent.name == self.assignment or "# standalone" in self.source[:200]
        return [*([] if alone else self.standard.cells), *cells_of(self.source)]

    @property
    def standard(self) -> Variant:
        """The solution that it stands behind: of the edition that it names (`# behind: standard-2022.py`)."""
        behind = re.search(r"^# behind: (\S+)$", self.source, re.MULTILINE)
        return Variant(VARIANTS / self.assignment / (behind[1] if behind else "standard.py"))


def variants(kind: str) -> list[Variant]:
    """Return the variants in the folders of a name, `right` or `wrong`, numbered."""

    def folder_and_kin(variant: Variant) -> tuple[Path, str]:
        return variant.path.parent, variant.kin

    found = sorted(map(Variant, sorted(VARIANTS.glob(f"*/{kind}/*.py"))), key=folder_and_kin)
    groups = (tuple(group) for _, group in groupby(found, folder_and_kin))
    return [replace(variant, number=number) for group in groups for number, variant in enumerate(group)]


def standards() -> list[Variant]:
    """Return the solutions that the others are variants of: one for each assignment, or for an edition."""
    return [Variant(path) for path in sorted(VARIANTS.glob("*/standard*.py"))]


def cells_of(source: str) -> list[str]:
    """Return the cells of a script, which `# %%` separates."""
    return [cell for cell in re.split(r"^# %%.*\n", source, flags=re.MULTILINE) if cell.strip()]


@dataclass(frozen=True)
class Graded:
    """The report on a variant, and the functions that were judged for it."""

    report: Report
    names: frozenset[str]

    @property
    def judged(self) -> list[FunctionEntry]:
        """What the report says of those functions."""
        return [function for function in self.report.functions if function.name in self.names]

    @property
    def lost(self) -> dict[str, str]:
        """Those of them that lose anything, with what they are told."""
        return {function.name: function.feedback for function in self.judged if function.status != "passed"}


class Class:
    """The variants of one assignment: its reference answers once for all of them."""

    def __init__(self, grader: Grader, pack: Pack, folder: Path) -> None:
        self.grader, self.pack, self.folder = grader, pack, folder
        self._changed: frozenset[str] = frozenset()

    def whole(self, variant: Variant) -> Graded:
        """Grade a variant with everything that comes before and after it."""
        report = self.grader.grade(self._notebook(variant))
        return Graded(report, frozenset(function.name for function in report.functions))

    def changes(self, variant: Variant) -> Graded:
        """Grade a variant in the functions that it changes.

        A slow one is not judged again in the state that a kernel would have: it needs nothing but its slice.
        """
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pipeline, "extract", partial(self._extract_changed, variant.standard.cells))
            if variant.is_slow:
                patch.setattr(pipeline, "run_public_as_kernel", lambda runs: runs)
                patch.setattr(pipeline, "judge_as_kernel", _judged_by_slices)
            return Graded(self.grader.grade(self._notebook(variant)), self._changed)

    def exhibit(self, variant: Variant) -> Exhibit:
        """Grade a variant in the functions that it changes, and return what a page shows of it."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pipeline, "extract", partial(self._extract_changed, variant.standard.cells))
            return self.grader.graded_file(SubmissionFile(self._notebook(variant)))

    def _notebook(self, variant: Variant) -> Path:
        return write_notebook(self.folder / f"{variant.path.stem}.ipynb", *variant.cells)

    def _extract_changed(
        self, standard: list[str], submission: Submission, names: tuple[str, ...], **how: Any
    ) -> Program:
        """Extract a program, of which nothing is left but the functions that are not the standard's."""
        program = extract(submission, names, **how)
        usual = Submission("standard.ipynb", "", tuple(Cell(n, cell) for n, cell in enumerate(standard)))
        self._changed = changed(program, extract(usual, names, **how))
        missing = dict.fromkeys(program.definitions.keys() - self._changed, "as in the standard solution")
        return replace(program.only(self._changed), missing={**program.missing, **missing})


def _judged_by_slices(runs: PublicRuns) -> Judged:
    """Judge a program by its slices only."""
    trial = Trial(runs)
    trial.judge()
    return Judged(runs.program, trial.judgements)


def changed(program: Program, standard: Program) -> frozenset[str]:
    """Return the functions that a program defines in another way than the standard solution.

    One that differs in nothing but the functions that it calls is not among them.
    """
    graded = frozenset(standard.definitions)
    both = program.definitions.keys() & graded
    pairs = {name: (program.definitions[name], standard.definitions[name]) for name in both}
    own = program.definitions.keys() - graded
    own |= {name for name, (one, other) in pairs.items() if _text(one) != _text(other)}
    taken = {name for name, (one, other) in pairs.items() if _needs(one, graded) != _needs(other, graded)}
    return frozenset(own | {name for name in taken if not program.definitions[name].uses & own})


def _text(definition: Definition) -> list[str]:
    """Return the text of a definition itself."""
    return [statement.source for statement in (definition.last, *definition.body)]


def _needs(definition: Definition, graded: frozenset[str]) -> list[str]:
    """Return what it takes from the notebook, but for other graded functions."""
    return [s.source for s in definition.statements if not s.names.binds & graded]
