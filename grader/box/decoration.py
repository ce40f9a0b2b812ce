"""Stubs for packages that only show something: progress bars, colours, plots, widgets, profilers.

They are found last, so an installed package is used. Whatever is called returns its first argument: a bar
iterates over what it was given, a colour leaves its text, a decorator its function.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import types
    from collections.abc import Iterator, Sequence
    from typing import Self

PACKAGES = frozenset(
    {
        "alive_progress", "altair", "ann_visualizer", "art", "bokeh", "celluloid", "colorama",
        "colored", "cufflinks", "emoji", "enlighten", "fastprogress", "folium", "ggplot", "halo",
        "hiddenlayer", "holoviews", "humanize", "hvplot", "icecream", "ipympl", "ipywidgets",
        "jupyter_black", "jupyternotify", "jupyterthemes", "lab_black", "line_profiler",
        "livelossplot", "memory_profiler", "missingno", "mpl_toolkits", "mplcursors", "mpld3",
        "nb_black", "netron", "plotly", "plotnine", "prettytable", "progressbar", "pyfiglet",
        "pygal", "pyinstrument", "pyprind", "qbstyles", "scienceplots", "scikitplot", "seaborn",
        "snoop", "sty", "tabulate", "termcolor", "texttable", "tqdm", "visualkeras", "wandb",
        "watermark", "wordcloud", "yaspin",
    }
)  # fmt: skip
_RANGES = frozenset({"trange", "tnrange", "prange", "tqdm_trange"})
_DEBUGGERS = frozenset({"ipdb", "pudb", "web_pdb", "wdb"})


class Decoration:
    """Anything of such a package."""

    def __call__(self, *args: Any, **_kwargs: Any) -> Any:
        """Return the first argument, or this object if there is none."""
        return args[0] if args else self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        return None

    def __str__(self) -> str:
        return ""

    __add__ = __radd__ = lambda _self, other: other
    __setitem__ = __getitem__ = __call__


class Progress:
    """A progress bar: iterates over what it was given."""

    def __init__(self, iterable: Any = (), *_args: Any, **_kwargs: Any) -> None:
        self.iterable = iterable
        self.n = 0

    def __iter__(self) -> Iterator[Any]:
        return iter(self.iterable)

    def __len__(self) -> int:
        return len(self.iterable)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        return None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Decoration()


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find the packages named above, and whatever is below them."""
        if fullname.partition(".")[0] not in PACKAGES | _DEBUGGERS:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def exec_module(self, module: types.ModuleType) -> None:
        """Fill a stub."""
        found = _debugger_part if module.__name__.partition(".")[0] in _DEBUGGERS else _part
        module.__dict__["__getattr__"] = found


def _part(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    if name in _RANGES:
        return range
    return Progress if name.startswith("tqdm") else Decoration()


def _debugger_part(name: str) -> Any:
    """Return what stops in a debugger, which nobody attends to here."""
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(importlib.import_module("pdb"), name)


def install() -> None:
    """Install the stubs behind all other importable modules."""
    sys.meta_path.append(_Finder())
