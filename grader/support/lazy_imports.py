"""Imports two packages without the dependencies that the grader does not need.

Each function undoes its changes to the import system: other code can still import the full packages.
"""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def _bare(name: str) -> ModuleType:
    """Return a package without executing its `__init__`."""
    package, spec = ModuleType(name), find_spec(name)
    package.__path__ = list(spec.submodule_search_locations or ()) if spec else []
    return package


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
