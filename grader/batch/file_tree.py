"""The files of a class as a tree of folders and archives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(slots=True)
class Node:
    """A file, folder or archive below the named path.

    Attributes:
        name: Its name.
        depth: The number of parts of its path.
        files: The numbers of the files with exactly this path.
        is_submission: Whether one of them is a notebook or script.
        children: What is in it, in order.
    """

    name: str
    depth: int = 0
    files: list[int] = field(default_factory=list)
    is_submission: bool = False
    children: dict[str, Node] = field(default_factory=dict)

    def all(self) -> Iterator[Node]:
        """Yield this node and everything below it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children.values())

    @property
    def has_submission(self) -> bool:
        """Whether there is a notebook or script in it."""
        return any(node.is_submission for node in self.all())

    @property
    def containers(self) -> list[Node]:
        """The folders and archives in it."""
        return [child for child in self.children.values() if child.children]


def tree_of(name: str, paths: Iterable[tuple[Sequence[str], bool]]) -> Node:
    """Return the tree of some files.

    Args:
        name: The name of the folder or archive that contains them.
        paths: Path and whether it is a submission, for each file.
    """
    root = Node(name)
    for number, (path, is_submission) in enumerate(paths):
        node = root
        for depth, part in enumerate(path, 1):
            node = node.children.setdefault(part, Node(part, depth))
        node.files.append(number)
        node.is_submission |= is_submission
    return root
