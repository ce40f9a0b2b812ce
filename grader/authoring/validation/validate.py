"""Validates one pack: first its files, then, if they fit together, what running it shows."""

from __future__ import annotations

import tempfile
from itertools import chain, combinations
from pathlib import Path
from typing import TYPE_CHECKING

from grader.authoring.build import build
from grader.authoring.publish import expected_text
from grader.authoring.validation.contents import (
    Contents,
    assignment_findings,
    published_findings,
    rubric_findings,
    unused_groups,
)
from grader.authoring.validation.finding import ERROR, WARNING, Finding, again
from grader.authoring.validation.json_file import JsonFile, read_json
from grader.authoring.validation.locations import Locations
from grader.authoring.validation.reference_files import (
    attempt,
    finding_of,
    hidden_findings,
    misconception_findings,
    solution_findings,
)
from grader.authoring.validation.runs import Setting
from grader.authoring.validation.sizes import size_findings
from grader.authoring.validation.trials import Trials
from grader.errors import GradeError, UsageError
from grader.options import Options
from grader.packs.fixtures import load_fixtures
from grader.packs.library import Library, load_pack
from grader.pipeline import Grader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.packs import Pack
    from grader.sandbox.interface import Outcome
    from grader.sandbox.machine import Machine

BOTH = ("keras2", "keras3")


def validate(
    root: Path, assignment: str, machine: Callable[[], Machine] | None = None, *, with_mutants: bool = False
) -> Iterator[Finding]:
    """Yield what is to be fixed in a pack; nothing if it is correct.

    Args:
        root: The folder with `assignments`, `reference` and `rubrics`.
        assignment: The id.
        machine: Provides the boxes to run it in, once its files are in order; without it, nothing is run.
        with_mutants: Whether to run mutants of models too, which takes long.
    """
    files = _Files(root, assignment)
    found = list(files.findings())
    yield from found
    if files.pack is None or machine is None or any(one.severity == ERROR for one in found):
        return
    yield from _running(files, machine(), with_mutants=with_mutants)


class _Files:
    """The files of a pack, as far as they can be read."""

    def __init__(self, root: Path, assignment: str) -> None:
        self.root, self.id = root, assignment
        self.pack: Pack | None = None
        self.published: JsonFile | None = None
        self.rubric: JsonFile | None = None

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with the files, and read the pack if it can be."""
        folder = self.root / "assignments" / self.id
        path = folder / "assignment.json"
        if not path.is_file():
            yield Finding(str(path), "is missing; an assignment begins with it (see: grader new)")
            return
        file, found = read_json(path, "assignment")
        yield from found
        if file is None:
            return
        contents = Contents(file)
        found = list(assignment_findings(contents))
        yield from found
        if (folder / "published.json").is_file():
            contents.published, found_ = read_json(folder / "published.json", "published")
            self.published = contents.published
            yield from found_
            if contents.published is None:  # whatever names its cases would be named, too
                return
        else:
            yield Finding(str(folder / "published.json"), "is missing; students need public cases")
        yield from published_findings(contents)
        if found:
            return
        pack = load_pack(self.root, self.id)
        if not pack.reference.folder.is_dir():
            yield Finding(str(pack.reference.folder), "is missing; it holds the solution and hidden cases")
            return
        yield from solution_findings(pack, contents)
        yield from hidden_findings(pack, contents)
        yield from misconception_findings(pack, contents)
        wrong = list(self._rubrics(pack, contents))
        yield from wrong
        yield from self._evaluated(pack)
        yield from _fixtures(folder)
        if not any(one.severity == ERROR for one in wrong):  # the lesson's cells get their points from it
            yield from self._lesson(pack)
        self.pack = pack

    def _rubrics(self, pack: Pack, contents: Contents) -> Iterator[Finding]:
        paths = sorted((self.root / "rubrics").glob(f"{self.id}.json"))
        paths += sorted((self.root / "rubrics").glob(f"{self.id}.*.json"))
        default = self.root / "rubrics" / f"{self.id}.json"
        if default not in paths:
            yield Finding(str(default), "is missing; it says which checks there are, and their points")
        files = []
        for path in paths:
            file, found = read_json(path, "rubric")
            yield from found
            if file is not None:
                own = list(rubric_findings(file, contents))
                yield from own or attempt(lambda path=path: pack.rubric(str(path)), path)  # type: ignore[misc]  # a default binds the loop's value
                files.append(file)
            self.rubric = file if path == default else self.rubric
        if files and len(files) == len(paths):
            yield from unused_groups(files, contents)

    def _evaluated(self, pack: Pack) -> Iterator[Finding]:
        """Yield recipes of public cases that can't be evaluated."""
        if self.published is None:
            return
        found = (
            one
            for edition in pack.assignment.editions
            for one in attempt(
                lambda name=edition.id: pack.public_cases(name),  # type: ignore[misc]  # a default binds the loop's value
                self.published.path,
            )
        )
        yield from dict.fromkeys(found)

    def _lesson(self, pack: Pack) -> Iterator[Finding]:
        """Yield what is wrong with the lesson, or a starter that is not its."""
        lesson = pack.reference.folder / "lesson.py"
        starter = pack.assignment.folder / "starter.ipynb"
        if not lesson.is_file():
            if pack.reference.solution == lesson:  # reported as the solution
                return
            yield Finding(str(lesson), "is missing; the starter for students is made from it", WARNING)
            return
        try:
            text = build(pack).starter
        except UsageError:  # of the rubric, and reported there
            return
        except Exception as error:  # noqa: BLE001 - the author's own text
            yield finding_of(error, lesson)
            return
        command = f"run: grader build {again(self.root, self.id)}"
        if not starter.is_file():
            yield Finding(str(starter), f"is missing; {command}", WARNING)
        elif starter.read_text(encoding="utf-8") != text:
            yield Finding(str(starter), f"is not what the lesson makes now; {command}")


def _fixtures(folder: Path) -> Iterator[Finding]:
    path = folder / "fixtures.json"
    if path.is_file():
        _, found = read_json(path, "fixtures")
        yield from found or attempt(lambda: load_fixtures(folder), path)


def _running(files: _Files, machine: Machine, *, with_mutants: bool) -> Iterator[Finding]:
    """Yield what running a pack shows."""
    assert files.pack is not None  # noqa: S101 - the caller has looked
    pack = files.pack
    locations = Locations(pack, files.published, files.rubric)
    yield from _sizes(pack, locations)
    trials, broken, seen = Trials(locations, with_mutants), False, set()
    for edition in _editions(pack, machine):
        first = edition.kind == _kinds(edition.pack, edition.id)[0]
        try:
            if edition.content in seen:
                continue
            seen.add(edition.content)
            found = list(trials.solution(edition, mistakes=first))
        except GradeError as error:
            found = [finding_of(error, pack.reference.folder)]
        broken = broken or any(one.severity == ERROR for one in found)
        yield from found
    yield from trials.conclusions()
    if not broken:
        yield from _published(pack, machine)
        yield from _notebooks(pack, machine)


def _kinds(pack: Pack, edition: str) -> tuple[str, ...]:
    """Return the kinds of boxes that an edition has to run in: of the Keras that it names, or of both."""
    if pack.assignment.runtime == "numpy":
        return ("numpy",)
    written_for = next(g.keras for g in pack.assignment.editions if g.id == edition)
    return (f"keras{written_for}",) if written_for else BOTH


def _editions(pack: Pack, machine: Machine) -> Iterator[Setting]:
    names = pack.reference.variants
    known: dict[tuple[object, ...], Outcome] = {}
    subsets = chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
    for variants in subsets:
        for edition in pack.assignment.editions:
            kinds = _kinds(pack, edition.id)
            for kind in kinds[:1] if variants else kinds:
                yield Setting(pack.in_edition(edition), edition.id, kind, machine, variants, known)


def _sizes(pack: Pack, locations: Locations) -> Iterator[Finding]:
    hidden = pack.reference.hidden_cases(pack.rubric().seed)
    public = [c for g in pack.assignment.editions for c in pack.public_cases(g.id)]
    for name in pack.assignment.all_names:
        cases = [case for case in (*public, *hidden) if case.function == name]
        yield from size_findings(name, cases, locations.cases)


def _published(pack: Pack, machine: Machine) -> Iterator[Finding]:
    """Yield what is wrong with what was published for `check`."""
    path = pack.assignment.folder / "expected.json"
    command = f"run: grader publish {again(pack.root, pack.assignment.id)}"
    if not path.is_file():
        yield Finding(str(path), f"is missing, so `check` does not work; {command}", WARNING)
        return
    try:
        text = expected_text(pack, machine)
    except GradeError as error:
        yield finding_of(error, path)
        return
    if path.read_text(encoding="utf-8") != text:
        yield Finding(str(path), f"is not what the pack gives now; {command}")


def _notebooks(pack: Pack, machine: Machine) -> Iterator[Finding]:
    """Grade the starter, which should earn nothing, and the notebook with the solution."""
    named = pack.assignment.editions[-1].keras
    options = Options(assignment=pack.assignment.id, diagnosis="off", keras=named or "auto")
    grader = Grader(Library.of(pack), machine, options)
    starter, lesson = pack.assignment.folder / "starter.ipynb", pack.reference.folder / "lesson.py"
    if starter.is_file():
        report = grader.grade(starter)
        for function in report.functions:
            if function.score != 0:
                text = f"{function.name} earns {function.score:g} points, though nobody has written it"
                yield Finding(str(starter), f"{text}; its cell should stop with an error, or be blank")
    if lesson.is_file():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "solution.ipynb"
            path.write_text(build(pack).solution, encoding="utf-8")
            report = grader.grade(path)
        for function in report.functions:
            if function.status != "passed":
                text = f"the solution of {function.name} in the lesson earns {function.score} points"
                yield Finding(str(lesson), f"{text} of {function.max_score:g}: {function.feedback}")
