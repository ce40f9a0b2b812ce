"""Find each student's entry in a class: the file, folder or archive that contains all that they submitted.

What is above the entries holds the class and is nobody's; what is inside them was named by students and
identifies nobody. So the entries are found first, and named afterwards: by a platform's pattern, or else by
their own names.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from grader.batch.classroom import HandedIn, Student
from grader.batch.lms import METADATA, identify, read_metadata
from grader.batch.name_parts import parts_of_students
from grader.batch.zip_names import is_archive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from grader.batch.file_tree import Node

    Knows = Callable[[str], object]

_NBGRADER = {"source", "release", "autograded", "feedback", "gradebook.db", "nbgrader_config.py"}
_SUBMITTED = "submitted"
NOTEBOOK = ".ipynb"
MAX_DEPTH = 12  # of what may hold a class: a student's archive may have hundreds of levels
_CLASS_OF_GITHUB = "-submissions"  # the folder into which GitHub Classroom clones `<assignment>-<login>`


@dataclass(frozen=True, slots=True)
class Entry:
    """What one student or group submitted.

    Attributes:
        node: Where it is.
        who: Who submitted it.
        is_platforms: Whether a platform named it.
        in_folders: Whether the class has a folder or archive for each student.
        is_known: Whether its name is in the class list.
    """

    node: Node
    who: HandedIn
    is_platforms: bool = False
    in_folders: bool = False
    is_known: bool = False


@dataclass(frozen=True)
class Layout:
    """The entries of a class.

    Attributes:
        entries: One for each student or group, in order.
        notes: Sentences about what was left out.
        left_out: The numbers of the files left out.
    """

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    left_out: frozenset[int] = frozenset()


def layout_of(root: Node, read: Callable[[int], str], knows: Knows | None = None) -> Layout:
    """Find the entries of a class.

    Args:
        root: All files of the class.
        read: Returns the text of a file by its number.
        knows: Returns whether a name is in the class list, if there is one.
    """
    reader = _Reader(read, knows)
    entries = tuple(reader.entries(root))
    return Layout(_numbered(entries), tuple(reader.notes), frozenset(reader.left_out))


@dataclass
class _Reader:
    """Reads one class; collects what it leaves out."""

    read: Callable[[int], str]
    knows: Knows | None
    notes: list[str] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)

    def entries(self, node: Node, depth: int = MAX_DEPTH) -> Iterator[Entry]:
        """Yield the entries of a class, going down as long as one folder holds all of it."""
        if _is_export(node):
            yield from self._exported(node)
        elif _is_course(node):
            yield from self._collected(node)
        elif depth and (inner := _only_one(node)) is not None and _holds_class(inner):
            yield from self.entries(inner, depth - 1)
        elif exports := _side_by_side(node):
            for export in exports:
                yield from self._exported(export)
        elif downloads := self._downloads(node):
            yield from self._mixed(node, downloads)
        else:
            yield from self._by_name(node)

    def _exported(self, node: Node) -> Iterator[Entry]:
        """Yield the entries of a platform's download."""
        metadata: Mapping[str, HandedIn] = {}
        if METADATA in node.children:
            metadata = read_metadata("".join(self.read(n) for n in node.children[METADATA].files[:1]))
        for child in node.children.values():
            known = metadata.get(child.name) or identify(child.name)
            if known is not None:
                yield Entry(child, known, is_platforms=True, in_folders=True)
            else:
                yield replace(
                    self._guessed(child), in_folders=not child.children
                )  # the platform's index.html

    def _collected(self, node: Node) -> Iterator[Entry]:
        """Yield the students of an nbgrader course folder: only what is in `submitted`."""
        others = [child for name, child in node.children.items() if name != _SUBMITTED]
        self.left_out |= {number for child in others for each in child.all() for number in each.files}
        names = ", ".join(f"{child.name}/" for child in others if child.children)
        skipped = f"; skipped {names}" if names else ""
        self.notes.append(f"{node.name or '.'}: a course folder of nbgrader: graded {_SUBMITTED}/{skipped}")
        submitted = node.children[_SUBMITTED]
        yield from self._named(list(submitted.children.values()), submitted)

    def _downloads(self, node: Node) -> dict[str, Node]:
        """Return the downloads among students' entries, by name: only a class list can tell them apart.

        What it does not know must all be downloads, of students whom it knows.
        """
        start = _github_start(node, self.knows)
        unknown = [child for child in node.containers if not self._knows(child, start)]
        found = {child.name: _export_in(child) for child in unknown if self.knows is not None}
        exports = {name: export for name, export in found.items() if export is not None}
        are_ours = all(
            any(self._is_ours(entry) for entry in self._exported(each)) for each in exports.values()
        )
        return exports if len(exports) == len(unknown) and are_ours else {}

    def _is_ours(self, entry: Entry) -> bool:
        names = [name for each in entry.who.students for name in (each.name, each.id, each.email) if name]
        return entry.is_platforms and self.knows is not None and any(map(self.knows, names))

    def _mixed(self, node: Node, downloads: Mapping[str, Node]) -> Iterator[Entry]:
        for export in downloads.values():
            yield from self._exported(export)
        yield from self._named([each for name, each in node.children.items() if name not in downloads], node)

    def _by_name(self, node: Node) -> Iterator[Entry]:
        """Yield the entries of a class without a platform, at the depth where the class list has names."""
        found = self._on_the_roster(node, self._has_known) or self._on_the_roster(node, self._has_parts)
        if found is None:
            found = [(each, parent) for parent in _classes(node) for each in parent.children.values()]
        parents = {id(parent): parent for _, parent in found}
        for parent in parents.values():
            yield from self._named([each for each, above in found if above is parent], parent)

    def _on_the_roster(
        self, node: Node, is_class: Callable[[Node], bool], depth: int = MAX_DEPTH
    ) -> list[tuple[Node, Node]] | None:
        """Return the entries with their parents, if names of the class list occur; else None."""
        if self.knows is None or not depth:
            return None
        if is_class(node):
            return [(child, node) for child in node.children.values()]
        inner = {id(child): self._on_the_roster(child, is_class, depth - 1) for child in node.containers}
        if not any(inner.values()):
            return None
        return [pair for child in node.children.values() for pair in inner.get(id(child)) or [(child, node)]]

    def _has_known(self, node: Node) -> bool:
        """Return whether something in a folder is called by a name of the class list."""
        start = _github_start(node, self.knows)
        return any(self._knows(child, start) for child in node.children.values())

    def _has_parts(self, node: Node) -> bool:
        """Return whether names in a folder have those of the class list as parts."""
        entries = [child for child in node.children.values() if child.has_submission]
        return bool(entries) and len(self._parts(entries)) >= min(2, len(entries))

    def _parts(self, nodes: Iterable[Node]) -> dict[str, str]:
        if self.knows is None:
            return {}
        stems = {node.name: PurePosixPath(node.name).stem if _is_file(node) else node.name for node in nodes}
        found = parts_of_students(stems.values(), self.knows)
        return {name: found[stem] for name, stem in stems.items() if stem in found}

    def _knows(self, node: Node, start: str) -> bool:
        return self.knows is not None and any(self.knows(key) for key in _keys(node, start))

    def _named(self, nodes: Sequence[Node], parent: Node) -> Iterator[Entry]:
        in_folders = any(node.children and node.has_submission for node in nodes) or not any(
            node.has_submission for node in nodes
        )
        start = _github_start(parent, self.knows)
        entries = [self._guessed(node, start) for node in nodes]
        parts = self._parts(entry.node for entry in entries if not entry.is_known)
        if len(parts) >= sum(entry.is_known for entry in entries):
            entries = [_with_part(entry, parts) for entry in entries]
        yield from (replace(entry, in_folders=in_folders) for entry in entries)

    def _guessed(self, node: Node, start: str = "") -> Entry:
        """Return an entry called by its own name."""
        keys = _keys(node, start)
        who = HandedIn((Student(keys[0]),), guessed=True, keys=keys)
        return Entry(node, who, is_known=self._knows(node, start))


def _with_part(entry: Entry, parts: Mapping[str, str]) -> Entry:
    """Return an entry with the part of its name that is a student's."""
    if entry.is_known or entry.node.name not in parts:
        return entry
    who = replace(entry.who, keys=(*entry.who.keys, parts[entry.node.name]))
    return replace(entry, who=who, is_known=True)


def _keys(node: Node, start: str = "") -> tuple[str, ...]:
    return spellings(node.name.removeprefix(start) or node.name, is_folder=not _is_file(node))


def _is_file(node: Node) -> bool:
    return not node.children or is_archive(node.name)


def spellings(name: str, *, is_folder: bool = False) -> tuple[str, ...]:
    """Return what a file or folder may say about a student's name, the spelling to show first."""
    stem = PurePosixPath(name).stem or name
    shown = name if is_folder else stem
    before = [stem.partition(mark)[0] for mark in (".", "@", " - ")]  # Google Classroom has "<name> - <file>"
    return tuple(dict.fromkeys([shown, name, stem, *(part or stem for part in before)]))


def _is_export(node: Node) -> bool:
    """Return whether a platform wrote what is in a folder or archive."""
    return METADATA in node.children or any(identify(name) is not None for name in node.children)


def _is_course(node: Node) -> bool:
    submitted = node.children.get(_SUBMITTED)
    return submitted is not None and bool(submitted.children) and bool(_NBGRADER & node.children.keys())


def _only_one(node: Node) -> Node | None:
    """Return the folder or archive that is alone in another one; files to read beside it do not count."""
    beside = any(child.is_submission for child in node.children.values() if not child.children)
    return node.containers[0] if len(node.containers) == 1 and not beside else None


def _holds_class(node: Node) -> bool:
    """Return whether a folder that is alone may hold a class: more than one file of one student."""
    if _is_export(node) or _is_course(node) or node.containers:
        return True
    names = [child.name for child in node.children.values() if child.is_submission]
    notebooks = [name for name in names if name.lower().endswith(NOTEBOOK)]
    return len(notebooks or names) > 1  # scripts beside a notebook are its helpers


def _side_by_side(node: Node) -> list[Node]:
    """Return the downloads in a folder if there is nothing to grade beside them; else nothing.

    One student's folder among others is never a download, whatever the files in it are called.
    """
    if any(child.is_submission for child in node.children.values() if not child.children):
        return []
    exports = [_export_in(child) for child in node.containers]
    return [] if None in exports else [export for export in exports if export is not None]


def _export_in(node: Node) -> Node | None:
    inner: Node | None = node
    while inner is not None and not _is_export(inner):
        inner = _only_one(inner)
    return inner


def _classes(node: Node, depth: int = MAX_DEPTH) -> list[Node]:
    """Return the folders whose entries are students: this one, or its sections."""
    containers = node.containers
    beside = [child for child in node.children.values() if child.is_submission and not child.children]
    names = [inner.name for child in containers for inner in child.containers]
    each_has_several = all(len(child.containers) > 1 for child in containers)
    are_sections = len(containers) > 1 and not beside and each_has_several and len(set(names)) == len(names)
    if depth and are_sections:
        return [inner for child in containers for inner in _classes(child, depth - 1)]
    return [node]


def _github_start(node: Node, knows: Knows | None) -> str:
    """Return what GitHub Classroom puts before the login in each folder's name; empty elsewhere."""
    names = [child.name for child in node.containers]
    assignment = node.name.removesuffix(_CLASS_OF_GITHUB)
    if names and assignment != node.name and all(name.startswith(f"{assignment}-") for name in names):
        return f"{assignment}-"
    if knows is None or len(names) < 2:  # noqa: PLR2004 - what is common to one name is all of it
        return ""
    common = _common_start(names)
    starts = ["", *(common[: at + 1] for at, letter in enumerate(common) if letter == "-")]
    return max(
        starts, key=lambda start: (sum(bool(knows(name.removeprefix(start))) for name in names), -len(start))
    )


def _common_start(names: Sequence[str]) -> str:
    first, last = min(names), max(names)
    length = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[:length]


def _numbered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Number the attempts that a platform tells apart by their times."""
    times: dict[tuple[object, str], set[str]] = {}
    for entry in entries:
        if entry.who.time:
            times.setdefault((entry.who.students, entry.who.work), set()).add(entry.who.time)
    return tuple(
        replace(
            entry,
            who=replace(
                entry.who,
                attempt=sorted(times[entry.who.students, entry.who.work]).index(entry.who.time) + 1,
            ),
        )
        if entry.who.time
        else entry
        for entry in entries
    )
