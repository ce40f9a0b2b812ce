"""The statements that a kernel runs: those of magics, those to leave out, and definitions inside of them."""

from __future__ import annotations

import ast
import re
import textwrap
from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from grader.extract import cells
from grader.extract.nodes import DEFINITIONS
from grader.extract.parsing import tree_of
from grader.extract.program import Statement
from grader.extract.scopes import names_of
from grader.extract.touches import executed_nodes, touched_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from grader.extract.cells import Parsed
    from grader.extract.program import CellCode, Definition

_WORD = re.compile(r"[^\W\d]\w*")
# Calls that train, draw, wait or download: what they bind is left out unless a definition needs it.
_LEFT_OUT = frozenset(
    {
        "display", "draw", "evaluate", "evaluate_generator", "figure", "fit", "fit_generator",
        "get_file", "imshow", "input", "plot", "plot_model", "predict", "predict_generator",
        "savefig", "show", "sleep", "subplot", "subplots", "summary", "train_on_batch", "urlopen",
        "urlretrieve",
    }
)  # fmt: skip
_DRAWING = frozenset({"plt", "pyplot", "sns", "pylab"})


IMPORTS = (ast.Import, ast.ImportFrom)
PLAIN = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Expr, ast.Assert)


@dataclass(frozen=True)
class Found:
    """Where a name is bound, and the names that its definition uses."""

    last: Statement
    uses: frozenset[str]


def statements_of(cell: CellCode, read: Container[str] = ()) -> Iterable[Statement]:
    """Yield the statements of a cell; a magic that is given the whole cell is one of them.

    Args:
        cell: The cell.
        read: The names that the notebook reads: `out` of `%%capture out`.
    """
    source = cell.parsed.cell
    if cells.kept_output(source) is not None:
        return cell.statements
    if cells.other_magic(source) is None and cells.captured_as(source) not in read:
        return cell.statements
    return _magic(cell.parsed)


def _magic(parsed: Parsed) -> Iterator[Statement]:
    text = cells.as_jupyter_runs(parsed.cell.source)
    for node in tree_of(text, within_limits=False).body:
        yield Statement(text, parsed.cell.number, parsed.cell.line, node, names_of(node, text))


def inner_definition(statement: Statement, name: str) -> Statement:
    """Return the definition of a name inside a compound statement; the statement itself if it shows none."""
    if isinstance(statement.node, DEFINITIONS):
        return statement
    nodes = [n for n in executed_nodes(statement.node) if isinstance(n, DEFINITIONS) and n.name == name]
    if not nodes:
        return statement
    node = max(nodes, key=lambda found: found.lineno)
    start = (
        min([node.lineno, *(part.lineno for part in node.decorator_list)]) + statement.shift - statement.line
    )
    end = (node.end_lineno or node.lineno) + statement.shift - statement.line
    lines = statement.source.split("\n")[start : end + 1]
    source = textwrap.dedent("\n".join(lines))
    try:
        names = names_of(node, source)
    except SyntaxError:
        return statement
    return Statement(source, statement.cell, statement.line + start, node, names)


def defined_in(statement: Statement) -> frozenset[str]:
    """Return the names that a statement binds by `def`, `class` or `import`, however deeply nested."""
    nodes = list(executed_nodes(statement.node))
    names = {node.name for node in nodes if isinstance(node, DEFINITIONS)}
    names |= {(n.asname or n.name).split(".")[0] for n in nodes if isinstance(n, ast.alias)}
    return frozenset(names) & statement.names.binds


def called_by(statement: Statement) -> frozenset[str]:
    """Return the names that a statement calls, decorators included."""
    found: set[str] = set()
    for node in executed_nodes(statement.node):
        calls = [node.func] if isinstance(node, ast.Call) else getattr(node, "decorator_list", [])
        found.update(call.id for call in calls if isinstance(call, ast.Name))
    return frozenset(found)


def changed_inside(definition: Statement) -> frozenset[str]:
    """Return the top-level names that a function or class binds or may change when it is called."""
    nodes = (node for node in ast.walk(definition.node) if isinstance(node, ast.stmt))
    changed = {name for node in nodes if not isinstance(node, DEFINITIONS) for name in touched_in(node)}
    return (frozenset(changed) & definition.names.needs) | (definition.names.binds - {_name_of(definition)})


def _name_of(definition: Statement) -> str:
    return str(getattr(definition.node, "name", ""))


def words_of(statement: Statement) -> frozenset[str]:
    """Return all names that a statement's text contains, in strings too."""
    return frozenset(_WORD.findall(statement.source))


def is_future(statement: Statement) -> bool:
    """Return whether a statement changes how later ones are compiled."""
    return isinstance(statement.node, ast.ImportFrom) and statement.node.module == "__future__"


def is_idle_import(statement: Statement, read: Iterable[str]) -> bool:
    """Return whether a statement imports only what nothing reads."""
    node = statement.node
    if not isinstance(node, IMPORTS) or statement.names.star or is_future(statement):
        return False
    return statement.names.binds.isdisjoint(read)


def is_constant(statement: Statement) -> bool:
    """Return whether a statement sets a variable to something that can't change: a number, text, or tuple."""
    node = statement.node
    parts = (ast.Constant, ast.Tuple, ast.BinOp, ast.UnaryOp, ast.operator, ast.unaryop, ast.expr_context)
    return isinstance(node, ast.Assign) and all(isinstance(part, parts) for part in ast.walk(node.value))


def may_end_cell(statement: Statement) -> bool:
    """Return whether a statement may raise: it does more than to bind a name or to set a constant."""
    plain = isinstance(statement.node, (*DEFINITIONS, *IMPORTS)) or is_constant(statement)
    return not plain and not _sets_a_seed(statement.node)


def _sets_a_seed(node: ast.stmt) -> bool:
    """Return whether a statement sets a random generator's seed to a constant, as `np.random.seed(1)`."""
    match node:
        case ast.Expr(
            ast.Call(ast.Attribute(attr="seed" | "set_seed" | "set_random_seed"), [ast.Constant()], [])
        ):
            return True
    return False


def bases_of(node: ast.stmt) -> Iterator[str]:
    """Yield the names of the classes that a class is derived from."""
    bases = node.bases if isinstance(node, ast.ClassDef) else ()
    yield from (base.id for base in bases if isinstance(base, ast.Name))


def is_anything_bound_again(statements: Iterable[Statement]) -> bool:
    """Return whether several of some statements bind the same name, imports aside."""
    bound = chain.from_iterable(s.names.binds for s in statements if not isinstance(s.node, IMPORTS))
    return any(count > 1 for count in Counter(bound).values())


def up_to_own_cell(definition: Definition) -> Definition:
    """Return a definition without the statements of the cells after its own."""
    last = definition.last.cell
    taken = (s for s in definition.statements if last is None or s.cell is None or s.cell <= last)
    return replace(definition, statements=tuple(taken))


def is_left_out(statement: Statement, own: Container[str] = ()) -> bool:
    """Return whether a plain statement trains, draws, waits or downloads.

    Args:
        statement: The statement.
        own: The names of the notebook's own functions, which may do anything.
    """
    node = statement.node
    value = getattr(node, "value", None) if isinstance(node, ast.Expr | ast.Assign | ast.AnnAssign) else None
    if not isinstance(value, ast.Call):
        return False
    function = value.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    root: ast.expr = function
    while isinstance(root, ast.Attribute):
        root = root.value
    if name in own:
        return False
    return name in _LEFT_OUT or (isinstance(root, ast.Name) and root.id in _DRAWING)
