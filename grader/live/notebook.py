"""The notebook around a check: its variables, the cells run so far, and the position of its code."""

from __future__ import annotations

import linecache
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.extract.submission import Cell, Submission

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Notebook:
    """A running notebook, or any other caller of `check`.

    Attributes:
        names: The live namespace.
        shell: IPython's shell, if there is one.
    """

    names: dict[str, Any]
    shell: Any = None

    @property
    def submission(self) -> Submission:
        """All cells run so far, as far as IPython remembers them."""
        history = self.names.get("In", ()) if self.shell is not None else ()
        return Submission("the notebook", "", tuple(Cell(n, str(text)) for n, text in enumerate(history)))

    def cell_of(self, filename: str) -> int | None:
        """Return the execution number of the cell that a file name stands for, or None."""
        compiler: Any = getattr(self.shell, "compile", None)
        label = compiler.format_code_name(filename) if hasattr(compiler, "format_code_name") else None
        number = _NUMBER.search(label[1]) if label else None
        return int(number[0]) if number else None

    def source_of(self, functions: Iterable[Any]) -> Submission:
        """Return the cells or files that define functions."""
        codes = (getattr(function, "__code__", None) for function in functions)
        files = dict.fromkeys(code.co_filename for code in codes if code is not None)
        cells = (Cell(self.cell_of(name), "".join(linecache.getlines(name))) for name in files)
        return Submission("the notebook", "", tuple(cell for cell in cells if cell.source))


def here(names: dict[str, Any]) -> Notebook:
    """Return the notebook that this process runs; without one, `names` are the caller's variables."""
    shell = running_shell()
    return Notebook(names) if shell is None else Notebook(shell.user_ns, shell)


def running_shell() -> Any:
    """Return IPython's shell, or None; IPython is not imported for it."""
    ipython = sys.modules.get("IPython")
    return None if ipython is None else ipython.get_ipython()
