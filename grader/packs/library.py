"""Finds packs: the ones that ship with the grader and an instructor's own."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from grader.errors import UsageError
from grader.extract import defined_names, defined_parameters
from grader.extract.blanks import fingerprints
from grader.extract.submission import read
from grader.packs.assignment import load_assignment
from grader.packs.builtin import builtin_root
from grader.packs.files import load_json
from grader.packs.fixtures import load_fixtures
from grader.packs.published import published_cases
from grader.packs.reference import Reference
from grader.packs.reproduction import line_of
from grader.packs.rubric import load_rubric
from grader.packs.signatures import calls_of, misfits
from grader.support.decimals import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from grader.extract.submission import Submission
    from grader.packs.model import Assignment, Case, Edition, Rubric
    from grader.packs.signatures import Passed

MAX_SEARCHED = 2_000_000  # characters of a submission that are searched for patterns


@dataclass(frozen=True)
class Pack:
    """One assignment with its three folders under `root`."""

    root: Path
    assignment: Assignment

    @cached_property
    def reference(self) -> Reference:
        """The solution, hidden cases and misconceptions."""
        return Reference(self.root / "reference" / self.assignment.id, self.assignment)

    @cached_property
    def starter(self) -> Mapping[str, str]:
        """The fingerprints of the starter's functions, to recognise blank ones; read when first needed."""
        return Starter(self._starter)

    @cached_property
    def parameters(self) -> Mapping[str, frozenset[str]]:
        """The parameter names of the starter's functions; empty if there is no starter."""
        return defined_parameters(read(self._starter)) if self._starter.is_file() else {}

    @property
    def _starter(self) -> Path:
        return self.assignment.folder / "starter.ipynb"

    @cached_property
    def fixtures(self) -> Mapping[str, Any]:
        """The files that a notebook finds in a full run; see `load_fixtures` for errors."""
        return load_fixtures(self.assignment.folder)

    def rubric(self, name: str | None = None) -> Rubric:
        """Load a rubric by name or path; see `load_rubric` for errors."""
        return load_rubric(name, self.root / "rubrics", self.assignment)

    def in_edition(self, edition: Edition) -> Pack:
        """Return the pack with the graded names of one edition; what has been read of it is reused."""
        if not edition.functions:
            return self
        if edition.id not in self._editions:
            self._editions[edition.id] = replace(self, assignment=self.assignment.in_edition(edition))
        return self._editions[edition.id]

    @cached_property
    def _editions(self) -> dict[str, Pack]:
        return {}

    def names_by_edition(self) -> dict[tuple[str, ...], list[str]]:
        """Return the graded names, and the ids of the editions that have just these, the newest first."""
        found: dict[tuple[str, ...], list[str]] = {}
        for edition in reversed(self.assignment.editions):
            found.setdefault(self.assignment.in_edition(edition).names, []).insert(0, edition.id)
        return found

    def max_scores(self, rubric: Rubric) -> dict[float, list[str]]:
        """Return the sum of a rubric's points, and the ids of the editions that have it."""
        found: dict[float, list[str]] = {}
        for edition in self.assignment.editions:
            counted = rubric.of(self.assignment.in_edition(edition), edition.id)
            found.setdefault(shown(counted.max_score), []).append(edition.id)
        return found

    def public_cases(self, edition: str, variants: tuple[str, ...] = ()) -> tuple[Case, ...]:
        """Return the published cases of an edition, for the names of the stubs in use; made once."""
        if (edition, variants) not in self._published:
            cases = published_cases(self.assignment.folder, edition, variants)
            self._published[edition, variants] = cases
        return self._published[edition, variants]

    def line_of(self, case: Case, edition: str, variants: tuple[str, ...] = ()) -> str:
        """Return a published case as one line of code; empty if there is no short one."""
        return line_of(self.assignment.folder, edition, case.id, variants)

    @cached_property
    def _published(self) -> dict[tuple[str, tuple[str, ...]], tuple[Case, ...]]:
        return {}

    def names_in(self, submission: Submission) -> frozenset[str]:
        """Return the graded names that a submission defines."""
        return defined_names(submission) & self.assignment.defined

    def is_meant_by(self, submission: Submission) -> bool:
        """Return whether a submission belongs to this assignment.

        Matching names may belong to something else: the text or the parameters must match too.
        """
        names = self.names_in(submission)
        if not names:
            return self.is_told_by(submission)
        if self._is_spoken_for_by(submission.text):
            return True
        if len(self.assignment.names) == 1:
            return True
        if len(names) > 1:
            return not self.misfits(submission)
        return all(self._takes_what_it_should(name, submission) for name in names)

    def misfits(self, submission: Submission) -> list[str]:
        """Return the functions that have other parameters than the assignment's, if all of them have."""
        return misfits(submission, sorted(self.names_in(submission)), self._calls)

    @cached_property
    def _calls(self) -> dict[str, set[Passed]]:
        """The calls in published cases, by the name of the function."""
        path = self.assignment.folder / "published.json"
        return calls_of(load_json(path, "published")["cases"] if path.is_file() else ())

    def _is_spoken_for_by(self, text: str) -> bool:
        return any(_found(g.headers + g.marks, text) for g in self.assignment.editions)

    def is_told_by(self, submission: Submission) -> bool:
        """Tell whether a text has every mark of an edition whose graded cells define no name of their own."""
        nameless = (
            g for g in self.assignment.editions if g.functions and all(f.variables for f in g.functions)
        )
        return any(g.marks and _found(g.marks, submission.text) == len(g.marks) for g in nameless)

    def marks_in(self, submission: Submission) -> int:
        """Return how much of a text speaks for the edition that it speaks for most."""
        return max(_found(g.headers + g.marks, submission.text) for g in self.assignment.editions)

    def _takes_what_it_should(self, name: str, submission: Submission) -> bool:
        """Return whether a function has a parameter with a published name, or none if none is published."""
        if name not in self.parameters:
            return True
        published, found = self.parameters[name], defined_parameters(submission).get(name)
        return found is not None and (bool(published & found) or published == found)

    def edition_of(self, submission: Submission) -> Edition:
        """Return the edition with the most matching headers; on a tie, the one with the most marks.

        If that is a tie too, the edition missing fewest marks (not most), then the newest.
        """
        defined = defined_names(submission)
        votes = [
            (found, _vote(edition, submission.text), -missing)
            for edition in self.assignment.editions
            for found, missing in [_names_told(self.assignment.in_edition(edition), defined)]
        ]
        _, newest = max((vote, position) for position, vote in enumerate(votes))
        return self.assignment.editions[newest]


class Starter(Mapping[str, str]):
    """The fingerprints of a starter's functions; empty if there is no starter."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _fingerprints(self) -> dict[str, str]:
        return fingerprints(read(self._path)) if self._path.is_file() else {}

    def __getitem__(self, name: str) -> str:
        return self._fingerprints[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fingerprints)

    def __len__(self) -> int:
        return len(self._fingerprints)


class Library:
    """All assignments that can be graded: the packs of every root; earlier roots override later ones."""

    def __init__(self, extra: Sequence[Path] = ()) -> None:
        self.roots: tuple[Path, ...] = (*(_checked(root) for root in extra), builtin_root())

    @cached_property
    def packs(self) -> Mapping[str, Pack]:
        """The packs by assignment id.

        Raises:
            PackError: An `assignment.json` does not match its schema.
        """
        found: dict[str, Pack] = {}
        for root in self.roots:
            for path in sorted((root / "assignments").glob("*/assignment.json")):
                if path.parent.name not in found:
                    found[path.parent.name] = load_pack(root, path.parent.name)
        return found

    @classmethod
    def of(cls, pack: Pack) -> Library:
        """Return a library of one pack."""
        library = cls()
        library.roots, library.packs = (pack.root,), {pack.assignment.id: pack}
        return library

    def get(self, assignment: str) -> Pack:
        """Return an assignment's pack.

        Raises:
            UsageError: There is no such assignment.
        """
        if assignment not in self.packs:
            close = difflib.get_close_matches(assignment, list(self.packs), n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(self.packs)}"
            raise UsageError(f"there is no assignment {assignment!r}; {hint}")
        return self.packs[assignment]

    def recognise(self, submission: Submission) -> Pack | None:
        """Return the pack with the most graded names defined, if the submission belongs to it, or None."""
        return next((pack for pack in self._resembled(submission) if pack.is_meant_by(submission)), None)

    def resembled(self, submission: Submission) -> Pack | None:
        """Return the pack with the most graded names defined, whether the submission fits or not, or None."""
        return next(iter(self._resembled(submission)), None)

    def _resembled(self, submission: Submission) -> list[Pack]:
        """Return the packs whose graded names the submission defines, those with the most names first."""
        defined = defined_names(submission)
        shares = [(len(defined & pack.assignment.defined), pack) for pack in self.packs.values()]
        most = max((share for share, _ in shares), default=0)
        rivals = [pack for share, pack in shares if share == most > 0]
        marks = {
            id(pack): pack.marks_in(submission) for pack in rivals if len(rivals) > 1
        }  # names say the same
        ranked = sorted(shares, key=lambda found: (-found[0], -marks.get(id(found[1]), 0)))
        return [pack for share, pack in ranked if share or pack.is_told_by(submission)]


def load_pack(root: Path, assignment: str) -> Pack:
    """Return the pack of a folder below `root/assignments`.

    Raises:
        PackError: Its `assignment.json` does not match its schema.
    """
    return Pack(root, load_assignment(root, assignment))


def _vote(edition: Edition, text: str) -> tuple[int, int, float]:
    """Return how well a text matches an edition: headers, marks, and marks that are not missing.

    If most marks are missing, their number is not used.
    """
    headers = _found(edition.headers, text)
    found = headers + _found(edition.marks, text)
    wanted = len(edition.headers) + len(edition.marks)
    return headers, found, found - wanted if 0 < wanted <= 2 * found else -math.inf


def _names_told(assignment: Assignment, defined: Collection[str]) -> tuple[int, int]:
    """Return how many of an edition's graded names are defined, and how many are not."""
    own = [function.name for function in assignment.functions if not function.variables]
    found = sum(name in defined for name in own)
    return found, len(own) - found


def _found(patterns: Sequence[str], text: str) -> int:
    return sum(bool(re.search(pattern, text[:MAX_SEARCHED])) for pattern in patterns)


def _checked(root: Path) -> Path:
    if not (root / "assignments").is_dir() and any(root.glob("*/assignment.json")):
        raise UsageError(
            f"{root}: contains assignments; name the folder that contains it: {root.resolve().parent}"
        )
    if not (root / "assignments").is_dir():
        raise UsageError(f"{root}: has no folder assignments/, so it contains no packs")
    return root.resolve()
