"""Old courses test with nose, which is no longer maintained: its assertions are those of unittest."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORT = {"eq_": "assertEqual", "ok_": "assertTrue"}


def without_nose(nodes: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield statements with imports of nose's assertions replaced by unittest's."""
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "nose":
            yield from ast.parse("import unittest").body
            for alias in node.names:
                method = _SHORT.get(alias.name) or _camel(alias.name)
                yield from ast.parse(f"{alias.asname or alias.name} = unittest.TestCase().{method}").body
        else:
            yield node


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)
