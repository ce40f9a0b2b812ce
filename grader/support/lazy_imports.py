"""Imports packages without the dependencies that the grader does not need.

Each function undoes its changes to the import system: other code can still import the full packages.
"""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# jsonschema imports these, if JupyterLab has installed them, to check web addresses, times and colours. One
# of them takes a second to import, longer than grading a notebook.
FOR_FORMATS = ("fqdn", "isoduration", "rfc3987_syntax", "uri_template", "webcolors")

_lock = threading.RLock()


@cache
def jsonschema() -> Any:
    """Return jsonschema, loaded without the packages for formats that the grader's schemas do not use."""
    with _lock, _instead_of({name: None for name in FOR_FORMATS if name not in sys.modules}):
        return import_module("jsonschema")


@cache
def input_transformer() -> Any:
    """Return `IPython.core.inputtransformer2`, without importing the shell: 2 ms instead of 60."""
    name = "IPython.core.inputtransformer2"
    try:
        with _lock, _instead_of({} if "IPython" in sys.modules else {"IPython": _bare("IPython")}):
            return import_module(name)
    except ImportError:  # another version may need more of the package
        return import_module(name)


@cache
def ansi_to_html() -> Callable[[str], str]:
    """Return nbconvert's filter from terminal colours to HTML, without its exporters: 30 ms, not 1200."""
    name = "nbconvert.filters.ansi"
    try:
        with _lock, _instead_of({} if "nbconvert" in sys.modules else _bare_with("nbconvert", "filters")):
            module = import_module(name)
    except ImportError:  # another version may need more of the package
        module = import_module(name)
    return cast("Callable[[str], str]", module.ansi2html)


def _bare(name: str) -> ModuleType:
    """Return a package without executing its `__init__`."""
    package, spec = ModuleType(name), find_spec(name)
    package.__path__ = list(spec.submodule_search_locations or ()) if spec else []
    return package


def _bare_with(name: str, part: str) -> dict[str, ModuleType | None]:
    """Return a package and one inside it, without executing their `__init__`."""
    package, inner = _bare(name), ModuleType(f"{name}.{part}")
    inner.__path__ = [str(Path(folder) / part) for folder in package.__path__]
    return {name: package, f"{name}.{part}": inner}


@contextmanager
def _instead_of(modules: dict[str, ModuleType | None]) -> Iterator[None]:
    """Replace or hide modules for the import system; afterwards forget them and their submodules."""
    loaded: dict[str, Any] = sys.modules
    loaded.update(modules)  # None hides a module
    try:
        yield
    finally:
        for name in list(loaded):
            if name.partition(".")[0] in modules:
                del loaded[name]
