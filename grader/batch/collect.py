"""Find the submissions named on the command line, and the paths of their reports."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from grader.batch.archives import ARCHIVE, Archives, is_archive, is_hidden, members, shortened
from grader.batch.classroom import HandedIn
from grader.batch.gradebook import FILE_NAME as GRADEBOOK
from grader.batch.lms import MAX_METADATA_BYTES, by_location, identify, is_metadata, read_metadata
from grader.errors import UnreadableError, UsageError
from grader.extract.submission import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


_EMPTY = "contains no notebook (.ipynb) or script (.py)"


@dataclass(frozen=True)
class Item:
    """One submission to grade.

    Attributes:
        path: Its file, or the archive that contains it.
        report: The path of its report below the output folder.
        name: Its name in the report.
        members: Its names in archives, outermost first; empty for a file.
        problem: Why it cannot be read, as the end of a sentence; empty unless known already.
        handed_in: Who submitted it, and when.
    """

    path: Path
    report: Path
    name: str = ""
    members: tuple[str, ...] = ()
    problem: str = ""
    handed_in: HandedIn = field(default_factory=HandedIn)


@dataclass
class Found:
    """The submissions found, and the number of other files."""

    items: list[Item] = field(default_factory=list)
    ignored: int = 0
    containers: bool = False  # whether a folder or an archive was named


@dataclass(frozen=True)
class _File:
    """A file below a named path; `parts` is its relative path, through archives too."""

    path: Path
    parts: tuple[str, ...]
    members: tuple[str, ...] = ()
    problem: str = ""

    @property
    def is_submission(self) -> bool:
        """Whether it is a submission, or was meant to be one."""
        suffix = PurePosixPath(self.parts[-1]).suffix.lower() if self.parts else ARCHIVE
        return suffix in SUFFIXES or (is_archive(suffix) and bool(self.problem))

    def text(self) -> str:
        """Return its text, if it can be read and is not too long."""
        try:
            if self.members:
                with Archives() as archives:
                    data = archives.read(self.path, self.members)
            else:
                with self.path.open("rb") as file:
                    data = file.read(MAX_METADATA_BYTES)
        except (OSError, UnreadableError):
            return ""
        return data[:MAX_METADATA_BYTES].decode(errors="replace")


def collect(named: Sequence[Path], without: Sequence[Path] = ()) -> Found:
    """Find the submissions in files, folders and archives, in order.

    Args:
        named: The paths; duplicates count once.
        without: Folders to skip inside the named ones: those of reports.

    Raises:
        UsageError: A path does not exist, or there is no submission at all.
        MachineError: There is no disk space for the contents of an archive.
    """
    named = list({path.absolute(): path for path in named}.values())
    containers = [path for path in named if path.is_dir() or _is_archive(path)]
    found = Found(containers=bool(containers))
    names = Counter(path.name for path in named)
    for path in named:
        if path in containers:
            prefix = Path(path.resolve().name) if len(containers) > 1 else Path()
            items, ignored = _contents(path, prefix, without)
            found.items += items or [_empty(path)]
            found.ignored += ignored
        elif path.exists():
            report = _report_name(Path(path.name))
            found.items.append(Item(path, report, path.as_posix(), handed_in=_person(path, names)))
        else:
            raise UsageError(f"{path}: does not exist")
    if found.items and all(item.problem == _EMPTY for item in found.items):
        raise UsageError(f"{found.items[0].name}: {_EMPTY}")
    return found


def _empty(container: Path) -> Item:
    """Return an item for a folder or archive without submissions, which does not stop the others."""
    return Item(container, _report_name(Path(container.name)), container.as_posix(), problem=_EMPTY)


def check_clashes(items: Iterable[Item], what: str = "reported") -> None:
    """Ensure that no two submissions would write the same report or notebook.

    Raises:
        UsageError: Two would.
    """
    reports = _Reports()
    for item in items:
        if other := reports.other(item.report):
            path = item.report if what == "reported" else item.report.with_suffix(".ipynb")
            raise UsageError(f"{other} and {item.name} would both be {what} in {path}; rename one")
        reports.add(item.report, item.name)


def _contents(container: Path, prefix: Path, without: Sequence[Path]) -> tuple[list[Item], int]:
    """Return the submissions in a folder or archive, and the number of other files."""
    files = list(_files(container, without) if container.is_dir() else _archived(container, ()))
    exported: dict[str, HandedIn] = {}
    for file in files:
        if file.parts and is_metadata(file.parts):
            exported |= read_metadata(file.text(), file.parts[:-1])
    submissions = [file for file in files if file.is_submission]
    submissions += _unusable(files, submissions, exported)
    items = [
        Item(
            file.path,
            prefix / _report_name(Path(*(file.parts or [container.name]))),
            container.joinpath(*file.parts).as_posix(),
            file.members,
            file.problem,
            who,
        )
        for file, who in zip(submissions, _people(submissions, exported), strict=True)
    ]
    return _with_reports_of_their_own(items), len(files) - len(submissions)


def _unusable(
    files: Sequence[_File], submissions: Sequence[_File], exported: Mapping[str, HandedIn]
) -> Iterator[_File]:
    """Yield a file for each student whose upload to a learning platform contains nothing to grade."""
    there = {who.students for file in submissions if (who := identify(file.parts, exported))}
    for file in files:
        who = identify(file.parts, exported)
        if who is not None and who.students not in there:
            there.add(who.students)
            kind = (
                _EMPTY if is_archive(file.parts[-1]) else "is neither a notebook (.ipynb) nor a script (.py)"
            )
            yield replace(file, problem=kind)


def _files(folder: Path, without: Sequence[Path]) -> Iterator[_File]:
    """Yield the files below a folder and in its archives, without hidden ones."""
    inside = {path.absolute() for path in without} - {folder.absolute()}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        is_left_out = any(path.absolute().is_relative_to(other) for other in inside)
        if is_hidden(parts) or not path.is_file() or is_left_out:
            continue
        if path.is_symlink():  # it may point to another student's work or to private files
            yield _File(path, parts, problem="is a link, not a file")
        elif is_archive(path.name):
            yield from _archived(path, parts)
        else:
            yield _File(path, parts)


def _archived(path: Path, parts: tuple[str, ...]) -> Iterator[_File]:
    files = [_File(path, (*parts, *m.parts), m.names, m.problem) for m in members(path)]
    yield from files
    if parts and not any(file.is_submission for file in files):
        yield _File(path, parts)


def _people(files: Sequence[_File], exported: Mapping[str, HandedIn]) -> list[HandedIn]:
    """Identify who submitted each file, by a learning platform's naming patterns or by its path."""
    known = [identify(file.parts, exported) for file in files]
    unknown = [file.parts or (file.path.name,) for file, who in zip(files, known, strict=True) if who is None]
    guessed = iter(by_location(unknown))
    return [who or next(guessed) for who in known]


def _person(path: Path, names: Mapping[str, int]) -> HandedIn:
    """Identify who submitted a file named directly; its folder distinguishes equal names."""
    parts = [path.absolute().parent.name, path.name] if names[path.name] > 1 else [path.name]
    return identify(parts, {}) or by_location([parts])[0]


def _with_reports_of_their_own(items: Sequence[Item]) -> list[Item]:
    """Number the reports of archive members whose paths clash.

    Names in archives come from students, who must not be able to block the class. The user can rename
    files, so a clash of file names is reported before anything runs.
    """
    reports = _Reports()
    for item in items:
        if not item.members:
            reports.add(item.report, item.name)
    named = []
    for item in items:
        if item.members:
            free = reports.free(item.report)
            reports.add(free, item.name)
            named.append(replace(item, report=free))
        else:
            named.append(item)
    return named


class _Reports:
    """The paths taken by reports and their folders, on any file system."""

    def __init__(self) -> None:
        self._files = {GRADEBOOK: GRADEBOOK}
        self._folders: dict[str, str] = {}

    def add(self, report: Path, name: str) -> None:
        """Record the path of a submission's report."""
        self._files[_key(report)] = name
        for folder in report.parents:
            self._folders.setdefault(_key(folder), name)

    def other(self, report: Path) -> str:
        """Return the submission whose report has this path, if any."""
        above = [self._files[_key(folder)] for folder in report.parents if _key(folder) in self._files]
        return self._files.get(_key(report)) or self._folders.get(_key(report)) or next(iter(above), "")

    def free(self, report: Path) -> Path:
        """Return a free path for a report: this one, or one with a number."""
        free = report
        for number in count(2):
            if not self.other(free):
                break
            above = [
                f"{folder.name}~{number}" if _key(folder) in self._files else folder.name
                for folder in reversed(report.parents[:-1])
            ]
            name = report.name if Path(*above) != report.parent else f"{report.stem}~{number}{report.suffix}"
            free = Path(*above, name)
        return free


def _key(path: Path) -> str:
    return path.as_posix().casefold()


def _is_archive(path: Path) -> bool:
    return is_archive(path.name) and path.is_file()


def _report_name(path: Path) -> Path:
    name = path.stem if path.suffix.lower() == ".ipynb" else path.name
    return path.with_name(shortened(f"{name}.json"))
