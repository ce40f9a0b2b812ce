"""What the names of a notebook stand for: modules, functions, what can't change, and what is part of what."""

from __future__ import annotations

import ast
import builtins
import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from grader.extract.kernel_statements import IMPORTS, called_by, is_constant
from grader.extract.nodes import BINDINGS, DEFINITIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grader.extract.program import Statement

BUILTINS = frozenset(dir(builtins))
_DEFINING = re.compile(r"\b(?:def|class)\b")  # searched first: walking a tree takes much longer


class Objects:
    """The objects that statements bind names to.

    Args:
        statements: All statements of a notebook.
        definers: Those that define a function or class, by its name.
    """

    def __init__(self, statements: Iterable[Statement], definers: Mapping[str, Statement]) -> None:
        self._statements = tuple(statements)
        self._definers = definers

    @cached_property
    def own_functions(self) -> frozenset[str]:
        """The names of the notebook's functions and methods."""
        nesting = (s.node for s in self._definers.values() if len(_DEFINING.findall(s.source)) > 1)
        parts = chain.from_iterable(ast.walk(node) for node in nesting)
        inner = frozenset(part.name for part in parts if isinstance(part, DEFINITIONS))
        return inner | self._definers.keys()

    def with_aliases(self, names: Iterable[str]) -> frozenset[str]:
        """Return names with those of the objects that they may be other names of, or parts of."""
        found: set[str] = set()
        pending = list(names)
        while pending:
            name = pending.pop()
            if name not in found:
                found.add(name)
                pending.extend(self.aliases.get(name, ()))
        return frozenset(found)

    @cached_property
    def aliases(self) -> Mapping[str, set[str]]:
        """What each variable is made of, if no call has made something new of it."""
        found: dict[str, set[str]] = {}
        for statement in self._statements:
            if not isinstance(statement.node, BINDINGS):
                called = called_by(statement) & self._definers.keys()
                parts = statement.names.needs - BUILTINS - self.modules - called
                for name in statement.names.binds:
                    found.setdefault(name, set()).update(parts)
        return found

    @cached_property
    def variables(self) -> frozenset[str]:
        """The names of objects that may change."""
        objects = (s for s in self._statements if not isinstance(s.node, BINDINGS) and not is_constant(s))
        return frozenset[str]().union(*(s.names.binds for s in objects)) - self.modules

    @cached_property
    def unchanging(self) -> frozenset[str]:
        """The names of what no call changes: modules (`np.random.seed(1)`), functions, numbers, text."""
        variable = frozenset[str]().union(*(s.names.binds for s in self._statements if not is_constant(s)))
        constant = frozenset[str]().union(*(s.names.binds for s in self._statements if is_constant(s)))
        return self.modules | self._definers.keys() | (constant - variable)

    @cached_property
    def modules(self) -> frozenset[str]:
        """The names of imported modules and what is imported from them."""
        imports = (s for s in self._statements if isinstance(s.node, IMPORTS))
        return frozenset[str]().union(*(s.names.binds for s in imports))
