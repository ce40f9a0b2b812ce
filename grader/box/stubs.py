"""Stubs for what the course's environment has and this one lacks: helper modules, the notebook's shell."""

from __future__ import annotations

import builtins
import importlib
import importlib.abc
import importlib.machinery
import sys
import types
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from grader.box.magics import CAPTURING, NO_DATA, SCRIPT_CELL, SHELL_LINE, echoed, printed_by_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Inert:
    """An inert object: calls, attributes and `with` do nothing."""

    def __call__(self, *_args: Any, **_kwargs: Any) -> None:
        """Return nothing."""

    def __getattr__(self, name: str) -> Inert:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        return None


class CourseDataError(LookupError):
    """The course's data or helper has no result where notebooks are graded."""


class Absent:
    """What a course's helper would have returned: harmless as long as nobody uses it."""

    def __init__(self, source: str) -> None:
        object.__setattr__(self, "_source", source)

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        source = object.__getattribute__(self, "_source")
        raise CourseDataError(f"{source}{NO_DATA}")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._refuse()

    def __bool__(self) -> bool:
        return False

    __iter__ = __len__ = __getitem__ = __setitem__ = __call__ = __float__ = __int__ = __array__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __floordiv__ = __mod__ = __pow__ = __matmul__ = __neg__ = __lt__ = __gt__ = __le__ = __ge__ = _refuse


def without_absent(value: Any) -> Any:
    """Return a value, or None for what a course's helper would have returned."""
    return None if type(value) is Absent else value


class CourseHelper(Inert):
    """A function or object of a course's helper module."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, *_args: Any, **_kwargs: Any) -> Any:
        """Return a result that is absent."""
        return Absent(f"{self._name}()")

    def __getattr__(self, name: str) -> Inert:
        if name.startswith("__"):
            raise AttributeError(name)
        return CourseHelper(name)


class StubFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports the named modules: from their source if they have one, otherwise as inert modules."""

    def __init__(self, modules: Mapping[str, Iterable[str]], sources: Mapping[str, str]) -> None:
        self.sources = sources
        self.exports = {name: tuple(exports) for name, exports in modules.items()}
        parts = [name.split(".") for name in self.exports]
        parents = {".".join(names[:end]) for names in parts for end in range(1, len(names))}
        self.parents = parents - self.exports.keys()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, _target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find only the stubs, which take precedence over installed modules of the same name.

        The packages around them do not: `google.colab` must not hide an installed `google.protobuf`.
        """
        is_parent = (
            fullname in self.parents and importlib.machinery.PathFinder.find_spec(fullname, path) is None
        )
        if not is_parent and fullname not in self.exports:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def exec_module(self, module: types.ModuleType) -> None:
        """Fill a stub."""
        if module.__name__ in self.sources:
            exec(compile(self.sources[module.__name__], "<stub>", "exec"), module.__dict__)
        module.__dict__["__all__"] = list(self.exports.get(module.__name__, ()))
        module.__dict__["__getattr__"] = _attribute


def _attribute(name: str) -> Inert:
    if name.startswith("__"):
        raise AttributeError(name)
    return CourseHelper(name)


def install(modules: Mapping[str, Iterable[str]], sources: Mapping[str, str] = MappingProxyType({})) -> None:
    """Install the stubs in front of all other importable modules."""
    sys.meta_path.insert(0, StubFinder(modules, sources))


def with_source() -> frozenset[str]:
    """Return the names of the stubs that have a source."""
    finders = (finder for finder in sys.meta_path if isinstance(finder, StubFinder))
    return frozenset(name for finder in finders for name in finder.sources)


def printed_by(command: str, *_: Any, **__: Any) -> Any:
    """Return, as IPython would, what `echo` prints of plain words; of other commands, nobody knows."""
    printed = echoed(command)
    if printed is None:
        return Absent(f"{SHELL_LINE}{command[:40]}")
    text: Any = importlib.import_module("IPython.utils.text")  # few notebooks need it
    return text.SList(printed)


def script_output(program: str, text: str, *kept: str) -> tuple[Any, ...]:
    """Return what a cell keeps of another program: of its output, its errors, and itself.

    Args:
        program: The program.
        text: What it runs.
        kept: What to return: `out`, `err` or `proc`.
    """
    printed = printed_by_script(program, text)
    nothing = Absent(f"{SCRIPT_CELL}{program}")
    known = {} if printed is None else {"out": printed, "err": ""}
    return tuple(known.get(name, nothing) for name in kept)


class Shell(Inert):
    """The shell of a notebook."""

    getoutput = staticmethod(printed_by)
    script_output = staticmethod(script_output)

    def run_line_magic(self, name: str, line: str = "", *_: Any, **__: Any) -> Any:
        """Run nothing; some magics return what a shell line prints."""
        return printed_by(line) if name in CAPTURING else None


def notebook_builtins() -> dict[str, Any]:
    """Return the names that a notebook has without importing them."""
    shell = type("ZMQInteractiveShell", (Shell,), {"__module__": "ipykernel.zmqshell"})()
    return {"get_ipython": lambda: shell, "display": Inert(), "__IPYTHON__": True}


def appear_as_notebook() -> None:
    """Let this process show what programs ask to find out whether they run in a notebook."""
    vars(builtins).update(notebook_builtins())
    sys.ps1 = "In : "
    sys.modules.setdefault("ipykernel", types.ModuleType("ipykernel"))


def appear_in_modules(sources: Iterable[str]) -> None:
    """Import IPython, which takes a while, if a program looks for it among the modules: a kernel has it."""
    if "IPython" not in sys.modules and any("IPython" in text and "modules" in text for text in sources):
        importlib.import_module("IPython")
