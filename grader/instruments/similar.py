"""Submissions whose graded functions are the same but for names, comments and layout: a list to look at."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.batch.gradebook import plain_cell
from grader.extract import extract
from grader.extract.submission import read
from grader.instruments.normal_form import (
    local_names,
    normal_form,
    own_statements,
    size_of,
    statements_of,
    texts_of,
)

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable, Iterator, Mapping

    from grader.extract import Definition
    from grader.extract.submission import Submission
    from grader.packs import Pack

MIN_SIZE, MIN_SHARED = 20, 60  # nodes of the syntax tree, of a function and in all: less is alike by chance
MIN_CLASS = 6  # submissions; in a smaller class, what most have may have been copied
COLUMNS = ("group", "path", "assignment", "functions", "size", "share")


@dataclass(frozen=True)
class Group:
    """Submissions that share functions.

    Attributes:
        assignment: The assignment.
        paths: The submissions.
        functions: The functions that are the same in all of them.
        size: How much code of their own that is, in nodes of the syntax tree.
        total: How many submissions of the assignment there are.
    """

    assignment: str
    paths: tuple[str, ...]
    functions: tuple[str, ...]
    size: int
    total: int

    def as_dict(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "assignment": self.assignment,
            "paths": list(self.paths),
            "functions": list(self.functions),
            "size": self.size,
            "total": self.total,
        }


@dataclass
class _Class:
    """The submissions of one assignment: the statements of each function, by submission."""

    pack: Pack
    functions: dict[str, dict[str, list[ast.stmt]]] = field(default_factory=dict)
    locals: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    paths: dict[str, None] = field(default_factory=dict)

    def add(self, submission: Submission) -> None:
        """Add a submission."""
        self.paths[submission.path] = None
        for name, nodes in _nodes_of(submission, self.pack).items():
            self.functions.setdefault(name, {})[submission.path] = statements_of(nodes)
            self.locals[name, submission.path] = local_names(nodes)

    def groups(self) -> Iterator[Group]:
        """Yield the groups; a group of the same submissions is one, with all functions that they share."""
        starter = self._starter()
        shared: dict[tuple[str, ...], dict[str, int]] = {}
        for name, by_path in self.functions.items():
            given = {**starter.get(name, {}), **self._usual(by_path.values())}
            for paths, size in self._alike(name, by_path, given):
                shared.setdefault(paths, {})[name] = size
        for paths, functions in shared.items():
            size = sum(functions.values())
            if size >= MIN_SHARED:
                yield Group(self.pack.assignment.id, paths, tuple(functions), size, len(self.paths))

    def _alike(
        self, name: str, by_path: Mapping[str, list[ast.stmt]], given: Mapping[str, int]
    ) -> Iterator[tuple[tuple[str, ...], int]]:
        """Yield the submissions whose own code in a function is the same, and its size."""
        found: dict[str, list[str]] = {}
        sizes: dict[str, int] = {}
        for path, statements in by_path.items():
            own = own_statements(statements, list(Counter(given).elements()))
            form = normal_form(own, self.locals[name, path])
            found.setdefault(form, []).append(path)
            sizes[form] = size_of(own)
        for form, paths in found.items():
            if len(paths) > 1 and sizes[form] >= MIN_SIZE:
                yield tuple(paths), sizes[form]

    def _starter(self) -> dict[str, dict[str, int]]:
        """Return how often each statement occurs in the starter, by function."""
        path = self.pack.assignment.folder / "starter.ipynb"
        if not path.is_file():
            return {}
        nodes = _nodes_of(read(path), self.pack)
        return {name: Counter(texts_of(statements_of(some))) for name, some in nodes.items()}

    def _usual(self, submissions: Iterable[list[ast.stmt]]) -> dict[str, int]:
        """Return the statements that more than half of a class has: given, or with one way to write them."""
        every = [set(texts_of(statements)) for statements in submissions]
        counts = Counter(text for texts in every for text in texts)
        enough = len(every) / 2 if len(every) >= MIN_CLASS else len(every)
        return {text: 1 for text, count in counts.items() if count > enough}


def _nodes_of(submission: Submission, pack: Pack) -> dict[str, list[ast.stmt]]:
    """Return the graded definitions of a submission as syntax trees."""
    own = pack.in_edition(pack.edition_of(submission)).assignment
    program = extract(submission, own.names, stubs=own.stubs, cells=own.cells)
    return {name: _own(definition) for name, definition in program.definitions.items()}


def _own(definition: Definition) -> list[ast.stmt]:
    return [statement.node for statement in definition.body or (definition.last,)]


def groups_in(submissions: Iterable[tuple[Submission, Pack]]) -> list[Group]:
    """Return the groups of similar submissions, those that share most code first.

    Args:
        submissions: The submissions, each with its assignment.
    """
    classes: dict[str, _Class] = {}
    for submission, pack in submissions:
        classes.setdefault(pack.assignment.id, _Class(pack)).add(submission)
    found = [group for each in classes.values() for group in each.groups()]
    return sorted(found, key=lambda group: (len(group.paths) > group.total / 2, -group.size, group.paths))


def as_csv(groups: Iterable[Group]) -> str:
    """Return groups as a CSV file with a row for each submission."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, group in enumerate(groups, 1):
        for path in group.paths:
            share = f"{len(group.paths)} of {group.total}"
            row = (number, path, group.assignment, " ".join(group.functions), group.size, share)
            writer.writerow([plain_cell(value) for value in row])
    return table.getvalue()
