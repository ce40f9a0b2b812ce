"""Makes the state that a notebook's kernel would have: statements run in order, errors passed over.

As in IPython, a cell ends where it raises, and `from __future__` holds for all later cells. An error that
comes from what a box lacks (data, files, packages, what was left out) does not end a cell: at home it did
not happen.
"""

from __future__ import annotations

import __future__  # isort: skip

import ast
import functools
import importlib
import inspect
import operator
import os
import sys
from typing import TYPE_CHECKING, Any

from grader.box.imports import errors_of
from grader.box.magics import CAPTURING, INERT
from grader.box.stubs import CourseDataError, printed_by, script_output

if TYPE_CHECKING:
    import types
    from collections.abc import Callable, Collection, Iterable

_LACKING = (ImportError, OSError, EOFError, CourseDataError)
_FUTURE = functools.reduce(
    operator.or_, (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
)
_SCRIPT = "<script>"  # has no cells that could end


class Replay:
    """A kernel's state in the making.

    Args:
        module: The notebook's module.
        describe: Describes an exception as plain data.
    """

    def __init__(self, module: types.ModuleType, describe: Callable[[BaseException], dict[str, Any]]) -> None:
        self._names = module.__dict__
        self._describe = describe
        self._flags = 0
        self._ended: str | None = None  # the cell that has raised
        self._absent: set[str] = set()
        self._shell = _Shell(module)
        self._history: _History | None = None
        if "" not in sys.path:
            sys.path.insert(0, "")  # a notebook imports what it has written

    def prepare(self, history: Iterable[list[Any]], absent: Collection[str]) -> None:
        """Take note of what holds for all statements that are to run.

        Args:
            history: Of each cell its name, its number, its text, and the line of what it displays, or 0;
                empty if the notebook does not read what IPython keeps of its cells.
            absent: The names that nothing here will bind.
        """
        self._absent.update(absent)
        if self._history is None and history:
            self._history = _History(self._shell, history)

    def run(self, statements: Iterable[list[Any]], forgotten: Collection[str]) -> list[dict[str, Any]]:
        """Execute statements and return the exceptions that they raised.

        Args:
            statements: Source, cell and line of each.
            forgotten: The names to remove in the end.
        """
        failed = []
        for source, origin, line in statements:
            self._names["get_ipython"] = self._shell.itself  # also where IPython's own has been imported
            if origin != _SCRIPT and origin == self._ended:
                continue
            display = None if self._history is None else self._history.display_of(origin, line)
            execute = functools.partial(self._execute, origin, display)
            for error in errors_of("\n" * (line - 1) + source, execute):
                failed.append(self._describe(error))
                self._end(source, origin, error)
        for name in forgotten:
            self._names.pop(name, None)
        return failed

    def _execute(self, origin: str, display: Callable[[Any], None] | None, source: str) -> None:
        tree: Any = compile(source, origin, "exec", ast.PyCF_ONLY_AST | self._flags, dont_inherit=True)
        mode = "exec" if display is None else "eval"
        if display is not None:
            tree = ast.Expression(tree.body[0].value)
        code = compile(tree, origin, mode, self._flags | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        self._flags |= code.co_flags & _FUTURE
        macro, value = self._macro_in(tree), None
        waits = bool(code.co_flags & inspect.CO_COROUTINE)
        if macro is not None:
            self._shell.run_macro(macro)
        elif waits or "asyncio" in source:
            value = _event_loop().run_until_complete(_awaited(code, self._names, waits=waits))
        else:
            value = eval(code, self._names)  # noqa: S307 - the student's own code, in a box
        if display is not None and value is not None:
            display(value)

    def _macro_in(self, tree: Any) -> str | None:
        """Return the text of a macro, if a statement is nothing but its name."""
        match tree:
            case (
                ast.Module(body=[ast.Expr(value=ast.Name(id=name))]) | ast.Expression(body=ast.Name(id=name))
            ):
                value: Any = self._names.get(name)
                return str(value.value) if type(value).__name__ == "Macro" else None
        return None

    def _end(self, source: str, origin: str, error: BaseException) -> None:
        """Note what is lacking after an error; without such an excuse, the cell ends."""
        if isinstance(error, _LACKING) or (isinstance(error, NameError) and error.name in self._absent):
            self._absent.update(_bound_in(source) - self._names.keys())
        else:
            self._ended = origin


async def _awaited(code: types.CodeType, names: dict[str, Any], *, waits: bool) -> Any:
    """Run code where an event loop is running, as all cells of a notebook do, and return its value."""
    value = eval(code, names)  # noqa: S307 - the student's own code, in a box
    return await value if waits else value


@functools.cache
def _event_loop() -> Any:
    """Return an event loop without the sockets by which other threads wake it: a box has none."""
    asyncio: Any = importlib.import_module("asyncio")  # few notebooks need it
    selectors: Any = importlib.import_module("selectors")
    pipe = dict.fromkeys(("_make_self_pipe", "_close_self_pipe"), lambda _self: None)
    return type("Loop", (asyncio.SelectorEventLoop,), {"_csock": None, **pipe})(selectors.SelectSelector())


def _bound_in(source: str) -> set[str]:
    nodes = list(ast.walk(ast.parse(source)))
    names = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    names |= {n.name for n in nodes if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    return names | {(n.asname or n.name).split(".")[0] for n in nodes if isinstance(n, ast.alias)}


def _once(line: str) -> str:
    """Return the line of `%timeit` with options to measure once, unless it has others."""
    given = {word[:2] for word in line.split()}
    return " ".join([*(option for option in ("-n1", "-r1") if option[:2] not in given), line])


class _History:
    """What IPython keeps of cells: their texts, and the values that they display."""

    def __init__(self, shell: _Shell, cells: Iterable[list[Any]]) -> None:
        self._shell = shell
        self._coming = [tuple(cell) for cell in cells]
        self._line = 0
        self._origin = ""

    def display_of(self, origin: str, line: int) -> Callable[[Any], None] | None:
        """Enter the cell of a statement; return what takes its value, if the cell displays it."""
        while origin != self._origin and any(cell[0] == origin for cell in self._coming):
            self._origin, number, source, self._line = self._coming.pop(0)
            self._shell.keep_input(number, source)
        shown = origin == self._origin and line == self._line
        return self._shell.keep_output if shown else None


class _Shell:
    """The notebook's shell: IPython's own, made when a magic needs it; system commands do nothing."""

    def __init__(self, module: types.ModuleType) -> None:
        self._module = module
        self._ipython: Any = None

    def itself(self) -> _Shell:
        return self

    def run_line_magic(self, name: str, line: str, *_: Any, **__: Any) -> Any:
        if name == "timeit":  # a measurement takes long, and has no effect but its result
            return self._real().run_line_magic(name, _once(line)) if "-o" in line.split() else None
        if name in CAPTURING:
            return printed_by(line)
        if name in INERT:
            return None
        return self._real().run_line_magic(name, line, _stack_depth=2)  # the notebook's own frame

    def run_cell_magic(self, name: str, line: str, cell: str) -> Any:
        if name in INERT:
            return None
        return self._real().run_cell_magic(name, line, cell)

    def magic(self, text: str) -> Any:
        name, _, line = text.strip().lstrip("%").partition(" ")
        return self.run_line_magic(name, line.strip())

    def system(self, _command: str) -> None:
        """Do nothing: there are no processes in a box."""

    script_output = staticmethod(script_output)

    def getoutput(self, command: str, *_: Any, **__: Any) -> Any:
        """Return what a shell line prints, with the values of the variables in it."""
        is_plain = "{" not in command and "$" not in command
        return printed_by(command if is_plain else self._real().var_expand(command, depth=1))

    def run_macro(self, text: str) -> None:
        """Run what a macro has kept of earlier cells."""
        self._real().run_cell(text, store_history=False).raise_error()

    def keep_input(self, number: int, source: str) -> None:
        """Put the text of a cell into `In`."""
        real = self._real()
        real.execution_count = number
        real.execution_count += number - real.displayhook.prompt_count  # newer versions are one ahead
        real.history_manager.store_inputs(number, source)

    def keep_output(self, value: Any) -> None:
        """Put a value into `Out`, and bind `_` to it."""
        self._real().displayhook.update_user_ns(value)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._real(), name)

    def _real(self) -> Any:
        if self._ipython is None:
            self._ipython = _ipython(self._module)
            self._ipython.system = self._ipython.system_piped = self._ipython.system_raw = self.system
            self._ipython.getoutput = self.getoutput
        return self._ipython


_Shell.__name__ = "ZMQInteractiveShell"  # notebooks ask for it


def _ipython(module: types.ModuleType) -> Any:
    """Return an IPython shell whose namespace is the notebook's; it writes only where the box may."""
    os.environ["IPYTHONDIR"] = os.getcwd()  # noqa: PTH109
    interactive: Any = importlib.import_module("IPython.core.interactiveshell").InteractiveShell
    settings: Any = importlib.import_module("traitlets.config").Config()
    settings.HistoryManager.enabled = False
    hook = sys.displayhook
    shell = interactive.instance(config=settings, user_module=module, user_ns=module.__dict__)
    shell.enable_matplotlib = lambda *_: ("agg", "Agg")
    sys.displayhook = hook
    return shell
