"""One invocation of an instrument: the machine, the packs and the files."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from grader.batch.archives import Archives
from grader.batch.collect import collect
from grader.batch.comparison import reports_in
from grader.batch.run import Run
from grader.batch.saved_reports import is_report_folder
from grader.batch.work import Work
from grader.errors import UnreadableError, UsageError
from grader.instruments.accuracy import accuracy_of
from grader.instruments.expected import Lines, Truth, read_expected, write_expected
from grader.instruments.mutants import EQUIVALENT, Surveyor
from grader.instruments.originals import originals
from grader.instruments.similar import groups_in
from grader.options import Options
from grader.packs import Library
from grader.packs.rubrics import Rubrics
from grader.sandbox.machine import Machine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from grader.extract.submission import Submission
    from grader.instruments.accuracy import Accuracy
    from grader.instruments.mutants import Survey
    from grader.instruments.similar import Group
    from grader.packs import Pack
    from grader.report.model import Report

EXPECTED = "expected.csv"


def survey(
    assignment: str,
    *,
    packs: Sequence[Path] = (),
    solutions: Sequence[Path] = (),
    functions: Sequence[str] = (),
    limit: int = 20,
    sets: int = 24,
    seed: int = 0,
    rubric: str | None = None,
    jobs: int = 1,
) -> Survey:
    """Return what a rubric lets through of mutants of the reference and of given solutions.

    Raises:
        UsageError: There is no such assignment, rubric or function.
    """
    library = Library(packs)
    pack = library.get(assignment)
    known = pack.assignment.names
    if unknown := [name for name in functions if name not in known]:
        raise UsageError(f"{assignment} has no graded function {', '.join(unknown)}")
    rights = [o for o in originals(pack, solutions) if not functions or o.function in functions]
    drawn = [mutant for right in rights for mutant in right.mutants(limit, seed)]
    with Machine() as machine:
        surveyor = Surveyor(machine, Rubrics(library, rubric), Options(assignment=assignment), sets)
        return surveyor.survey(drawn, jobs)


def write_scripts(found: Survey, folder: Path) -> None:
    """Write each mutant that is not equivalent as a script, and what is true of it."""
    folder.mkdir(parents=True, exist_ok=True)
    truths = []
    kept = [fate.altered for fate in found.fates if fate.word != EQUIVALENT]
    for number, altered in enumerate(kept, 1):
        name = f"{altered.original.function}-{number:04}.py"
        (folder / name).write_text(altered.script, encoding="utf-8")
        lines = tuple(Lines(*span) for span in altered.lines)
        truths.append(Truth(name, altered.original.function, right=False, lines=lines))
    write_expected(folder / EXPECTED, truths)


def measured(folder: Path, expected: Path, *, packs: Sequence[Path] = (), **chosen: Any) -> Accuracy:
    """Return the accuracy of the reports in a folder, or of reports on the submissions in it.

    Raises:
        UsageError: The file of what is true cannot be used, or there is nothing in the folder.
    """
    truths = read_expected(expected)
    return accuracy_of(truths, _reports(folder, packs=packs, **chosen))


def _reports(folder: Path, **chosen: Any) -> dict[str, Report]:
    """Return the reports that a run wrote to a folder, or else reports on the submissions in it.

    A report beside submissions may be a student's own. Where there are none, it counts.
    """
    if is_report_folder(folder):
        return reports_in(folder)
    try:
        return dict(_graded(folder, **chosen))
    except UsageError:
        with contextlib.suppress(UsageError):
            return reports_in(folder)
        raise


def _graded(folder: Path, **chosen: Any) -> Iterator[tuple[str, Report]]:
    """Grade the submissions in a folder; yield their reports by the path in a folder of reports."""
    with Machine() as machine:
        run = Run(machine, [folder], **chosen)
        for item, result in zip(run.items, run.results(), strict=True):
            yield item.report.as_posix(), result.report


def similar_in(folder: Path, *, packs: Sequence[Path] = (), assignment: str | None = None) -> list[Group]:
    """Return the groups of similar submissions in a folder; what cannot be read or recognised is left out.

    Raises:
        UsageError: There is no such assignment, or there are no submissions.
    """
    library = Library(packs)
    return groups_in(_recognised(folder, library, library.get(assignment) if assignment else None))


def _recognised(folder: Path, library: Library, known: Pack | None) -> Iterator[tuple[Submission, Pack]]:
    with Archives() as archives:
        for item in collect([folder]).items:
            try:
                submission = Work(item, archives).file.submission
            except UnreadableError:
                continue
            pack = known or library.recognise(submission)
            if pack is not None:
                yield submission, pack
