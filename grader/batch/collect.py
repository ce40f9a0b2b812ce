"""Find the submissions named on the command line, and the paths of their reports."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from grader.batch.archives import TOO_LARGE, TOO_MANY, Archives, members
from grader.batch.classroom import NOBODY, HandedIn, Student
from grader.batch.file_tree import tree_of
from grader.batch.layout import layout_of, spellings
from grader.batch.lms import MAX_METADATA_BYTES, identify
from grader.batch.name_parts import parts_of_students
from grader.batch.report_names import ReportNames, report_path
from grader.batch.zip_names import ARCHIVE, ZipNames, is_archive, is_hidden
from grader.errors import UnreadableError, UsageError
from grader.extract.submission import SUFFIXES
from grader.extract.unreadable import NOT_SUBMITTABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from grader.batch.layout import Entry, Knows

MAX_SUBMISSIONS, MAX_BYTES = 100, 512 * 2**20  # of one student
_EMPTY = "contains no notebook (.ipynb) or script (.py)"
# What students upload in place of a notebook; other files beside those of a class are the instructor's.
_DOCUMENTS = {
    ".pdf", ".html", ".htm", ".doc", ".docx", ".odt", ".rtf", ".rar", ".7z", ".tar", ".gz", ".tgz", ".xz",
    ".bz2", ".zip",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One submission to grade. Paths are kept as text: a class has many.

    Attributes:
        source: The path of its file, or of the archive that contains it.
        target: The path of its report below the output folder.
        name: Its name in the report.
        members: Its names in archives, outermost first; empty for a file.
        problem: Why it cannot be read, as the end of a sentence; empty unless known already.
        handed_in: Who submitted it, and when.
    """

    source: str
    target: str
    name: str = ""
    members: tuple[str, ...] = ()
    problem: str = ""
    handed_in: HandedIn = NOBODY

    @property
    def path(self) -> Path:
        """Its file, or the archive that contains it."""
        return Path(self.source)

    @property
    def report(self) -> Path:
        """The path of its report below the output folder."""
        return Path(self.target)


@dataclass
class Found:
    """The submissions found, the number of other files, and sentences about what was left out."""

    items: list[Item] = field(default_factory=list)
    ignored: int = 0
    containers: bool = False  # whether a folder or an archive was named
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _File:
    """A file below a named path; `parts` is its relative path, through archives too."""

    path: Path
    parts: tuple[str, ...]
    members: tuple[str, ...] = ()
    problem: str = ""
    size: int = 0

    @property
    def is_submission(self) -> bool:
        """Whether it is a submission, or was meant to be one."""
        name = self.parts[-1].lower() if self.parts else ARCHIVE
        return (
            PurePosixPath(name).suffix in SUFFIXES
            or name in SUFFIXES
            or (is_archive(name) and bool(self.problem))
        )

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


def collect(
    named: Sequence[Path],
    without: Sequence[Path] = (),
    knows: Knows | None = None,
    zip_encoding: str | None = None,
) -> Found:
    """Find the submissions in files, folders and archives, in order.

    Args:
        named: The paths; duplicates count once.
        without: Folders to skip inside the named ones: those of reports.
        knows: Returns whether a name is in the class list, if there is one.
        zip_encoding: The encoding of names in zip files, unless it is to be found.

    Raises:
        UsageError: A path does not exist, or there is no submission at all.
        MachineError: There is no disk space for the contents of an archive.
    """
    named = list({path.absolute(): path for path in named}.values())
    containers = [path for path in named if path.is_dir() or _is_archive(path)]
    found = Found(containers=bool(containers))
    names = Counter(path.name for path in named)
    reader = _Reader(tuple(without), ZipNames(zip_encoding, knows), knows)
    stems = [path.stem for path in named if path not in containers]
    parts = {} if knows is None else parts_of_students(stems, knows)
    for path in named:
        if path in containers:
            prefix = Path(path.resolve().name) if len(containers) > 1 else Path()
            reader.add(path, prefix, found)
        elif path.exists():
            report = report_path([path.name]).as_posix()
            item = Item(str(path), report, path.as_posix(), handed_in=_person(path, names, parts))
            found.items.append(item)
        else:
            raise UsageError(f"{path}: does not exist")
    if found.items and all(item.problem == _EMPTY and item.path in containers for item in found.items):
        raise UsageError(f"{found.items[0].name}: {_EMPTY}")
    return found


def check_clashes(items: Iterable[Item], what: str = "reported") -> None:
    """Ensure that no two submissions would write the same report or notebook.

    Raises:
        UsageError: Two would.
    """
    reports = ReportNames()
    for item in items:
        if other := reports.other(item.report):
            path = item.report if what == "reported" else item.report.with_suffix(".ipynb")
            raise UsageError(f"{other} and {item.name} would both be {what} in {path}; rename one")
        reports.add(item.report, item.name)


@dataclass(frozen=True)
class _Reader:
    """Reads the folders and archives of a class."""

    without: tuple[Path, ...]
    zip_names: ZipNames
    knows: Knows | None

    def add(self, container: Path, prefix: Path, found: Found) -> None:
        """Add what is in a folder or archive."""
        files = list(self._files(container) if container.is_dir() else self._archived(container, ()))
        tree = tree_of(container.resolve().name, [(file.parts, file.is_submission) for file in files])
        layout = layout_of(tree, lambda number: files[number].text(), self.knows)
        chosen: dict[int, tuple[_File, HandedIn]] = {}
        there: set[tuple[Student, ...]] = set()
        for entry in layout.entries:
            for number, file in _handed_in(entry, files):
                chosen[number] = (file, entry.who)
                there.add(entry.who.students)
        for entry in layout.entries:
            if entry.who.students not in there and (empty := _unusable(entry, files)) is not None:
                number, file = empty
                chosen[number] = (file, entry.who)
                there.add(entry.who.students)
        # A file of the whole class that is neither below nor an entry: an archive that cannot be read.
        chosen |= {n: (f, _nobody(container)) for n, f in enumerate(files) if not f.parts}
        items = [_item(container, prefix, *chosen[number]) for number in sorted(chosen)]
        found.items += _with_reports_of_their_own(items) or [_empty(container)]
        found.ignored += len(files) - len(chosen) - len(layout.left_out - chosen.keys())
        found.notes += layout.notes

    def _files(self, folder: Path) -> Iterator[_File]:
        """Yield the files below a folder and in its archives, without hidden ones."""
        inside = {path.absolute() for path in self.without} - {folder.absolute()}
        for path in sorted(folder.rglob("*")):
            parts = path.relative_to(folder).parts
            is_left_out = any(path.absolute().is_relative_to(other) for other in inside)
            if is_hidden(parts, SUFFIXES) or not path.is_file() or is_left_out:
                continue
            if path.is_symlink():  # it may point to another student's work or to private files
                yield _File(path, parts, problem="is a link, not a file; submit the file itself")
            elif is_archive(path.name):
                yield from self._archived(path, parts)
            else:
                yield _File(path, parts, size=path.stat().st_size)

    def _archived(self, path: Path, parts: tuple[str, ...]) -> Iterator[_File]:
        files = [
            _File(path, (*parts, *m.parts), m.names, m.problem, m.size) for m in members(path, self.zip_names)
        ]
        yield from files
        if parts and not any(file.is_submission for file in files):
            yield _File(path, parts)


def _handed_in(entry: Entry, files: Sequence[_File]) -> list[tuple[int, _File]]:
    """Return the numbered submissions in an entry; one that says so if they are more than one student's."""
    found = [
        (number, files[number])
        for node in entry.node.all()
        for number in node.files
        if files[number].is_submission
    ]
    is_ones = entry.is_platforms or entry.is_known or is_archive(entry.node.name)
    problem = TOO_MANY if len(found) > MAX_SUBMISSIONS else ""
    problem = problem or (TOO_LARGE if sum(file.size for _, file in found) > MAX_BYTES else "")
    if not is_ones or not problem:
        return found
    number, file = found[0]
    return [(number, replace(file, parts=file.parts[: entry.node.depth], members=(), problem=problem))]


def _unusable(entry: Entry, files: Sequence[_File]) -> tuple[int, _File] | None:
    """Return a numbered file that tells that a student submitted nothing to grade; None if it is nobody's."""
    node, is_folder = entry.node, bool(entry.node.children)
    is_sure = entry.is_platforms or entry.is_known
    is_document = ".ipynb" in node.name.lower() or PurePosixPath(node.name).suffix.lower() in _DOCUMENTS
    if not is_sure and not (entry.in_folders if is_folder else is_document and not entry.in_folders):
        return None
    numbers = [number for each in node.all() for number in each.files]
    if not numbers:
        return None
    number = next((n for n in numbers if ".ipynb" in files[n].parts[-1].lower()), numbers[0])
    if node.files:
        number = node.files[0]
    file = files[number]
    problem = f"{_EMPTY}; submit the notebook itself" if is_archive(file.parts[-1]) else NOT_SUBMITTABLE
    if ".ipynb" in file.parts[-1].lower():
        problem = "has a name that does not end in .ipynb; rename it, and submit it again"
    return number, replace(file, problem=file.problem or problem)


def _item(container: Path, prefix: Path, file: _File, who: HandedIn) -> Item:
    report = prefix / report_path(file.parts or [container.name])
    name, source = container.joinpath(*file.parts).as_posix(), str(file.path)
    same = name if name == source else source  # one text for both
    return Item(same, report.as_posix(), name, file.members, file.problem, who)


def _nobody(container: Path) -> HandedIn:
    return HandedIn((Student(container.stem),), guessed=True, keys=(container.stem,))


def _empty(container: Path) -> Item:
    """Return an item for a folder or archive without submissions, which does not stop the others."""
    name = container.as_posix()
    report = report_path([container.name]).as_posix()
    return Item(str(container), report, name, problem=_EMPTY, handed_in=_nobody(container))


def _person(path: Path, names: Counter[str], parts: Mapping[str, str]) -> HandedIn:
    """Identify who submitted a file named directly; its folder distinguishes equal names.

    Args:
        path: The file.
        names: How many files have each name.
        parts: The parts of names that are students' on the class list.
    """
    known = identify(path.name)
    if known is not None:
        return known
    above = [path.absolute().parent.name] if names[path.name] > 1 else []
    keys = (*above, *spellings(path.name), *([parts[path.stem]] if path.stem in parts else []))
    return HandedIn((Student(keys[0]),), guessed=True, keys=keys)


def _with_reports_of_their_own(items: Sequence[Item]) -> list[Item]:
    """Number the reports whose paths clash, those of files in archives last.

    Names below a named folder come from students, who must not be able to block the class. The names on the
    command line are the user's: a clash of those is reported before anything runs.
    """
    reports = ReportNames()
    free: dict[int, Path] = {}
    for number in sorted(range(len(items)), key=lambda number: bool(items[number].members)):
        free[number] = reports.free(items[number].report)
        reports.add(free[number], items[number].name)
    return [replace(item, target=free[number].as_posix()) for number, item in enumerate(items)]


def _is_archive(path: Path) -> bool:
    return is_archive(path.name) and path.is_file()
