"""Two packages that would import far more on the way than the grader needs of them.

Each of the functions takes back what it did to the import system: others import the whole packages as ever.
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

# jsonschema imports these, where JupyterLab has brought them, to check web addresses, times and colours. One
# of them takes a second, more than grading a notebook does.
FOR_FORMATS = ("fqdn", "isoduration", "rfc3987_syntax", "uri_template", "webcolors")

_lock = threading.RLock()


@cache
def jsonschema() -> Any:
    """Return jsonschema, loaded without what it needs for formats that no schema of the grader's has."""
    with _lock, _instead_of({name: None for name in FOR_FORMATS if name not in sys.modules}):
        return import_module("jsonschema")


@cache
def input_transformer() -> Any:
    """Return `IPython.core.inputtransformer2`, without the shell: it takes 60 ms, and this two."""
    name = "IPython.core.inputtransformer2"
    try:
        with _lock, _instead_of({} if "IPython" in sys.modules else {"IPython": _bare("IPython")}):
            return import_module(name)
    except ImportError:  # another version may need more of the package
        return import_module(name)


def _bare(name: str) -> ModuleType:
    """Return a package of whose own code nothing has run."""
    package, spec = ModuleType(name), find_spec(name)
    package.__path__ = list(spec.submodule_search_locations or ()) if spec else []
    return package


@contextmanager
def _instead_of(modules: dict[str, ModuleType | None]) -> Iterator[None]:
    """Let the import system find other modules, or none; then forget them and what was loaded below them."""
    loaded: dict[str, Any] = sys.modules
    loaded.update(modules)  # None hides a module
    try:
        yield
    finally:
        for name in list(loaded):
            if name.partition(".")[0] in modules:
                del loaded[name]
