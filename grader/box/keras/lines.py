"""The student's lines: where each layer was made, called, frozen or thawed, and each model compiled.

They say where a difference comes from, and decide nothing. A trace is a text: the calls of the student's
code in progress, the innermost first, each as `<cell 5>:3:3:8:30`: origin, first and last line, first and
last column.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from grader.box.keras.library import adapter, keras

if TYPE_CHECKING:
    import types
    from collections.abc import Callable, Iterator

STUDENTS = ("<cell ", "<script>")


def _in_a_box(name: str) -> str:
    """Return the origin of a file in a box: its name, if it is the student's."""
    return name if name.startswith(STUDENTS) else ""


MAX_CALLS = 4
_SEQUENTIAL = "sequential.py"  # calls its layers when it pleases
_ORIGIN: ContextVar[Callable[[str], str]] = ContextVar("origin", default=_in_a_box)
_MADE, _CALLED, _SET, _COMPILED = "_made_at", "_called_at", "_trainable_set_at", "_compiled_at"


def install() -> None:
    """Make Keras note the lines of a box's program from now on."""
    for owner, name, value in _replacements():
        setattr(owner, name, value)


@contextmanager
def installed(origin: Callable[[str], str]) -> Iterator[None]:
    """Make Keras note lines only inside the block, for use in a user's own process.

    Args:
        origin: Returns the origin that a file of the student's has, as in a box; empty for any other.
    """
    replaced = list(_replacements())
    before = [(owner, name, vars(owner).get(name)) for owner, name, _ in replaced]
    token = _ORIGIN.set(origin)
    for owner, name, value in replaced:
        setattr(owner, name, value)
    try:
        yield
    finally:
        _ORIGIN.reset(token)
        for owner, name, value in reversed(before):
            if value is None:
                delattr(owner, name)
            else:
                setattr(owner, name, value)


def _replacements() -> Iterator[tuple[Any, str, Any]]:
    """Yield what notes lines, with the class and the attribute that it replaces."""
    operation, node = adapter.operation, adapter.recorded
    new, init, layer = operation.__new__, node.__init__, keras.layers.Layer
    trainable = layer.trainable

    @functools.wraps(new)
    def made(kind: type, *args: Any, **kwargs: Any) -> Any:
        instance = new(kind, *args, **kwargs)
        _note(instance, _MADE)
        return instance

    @functools.wraps(init)
    def called(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        if trace := here(_SEQUENTIAL):
            vars(self)[_CALLED] = trace

    def set_trainable(self: Any, value: Any) -> None:
        trainable.fset(self, value)
        trace = here()
        for part in adapter.set_together(self) if trace else ():
            vars(part)[_SET] = trace

    yield operation, "__new__", staticmethod(made)
    yield node, "__init__", called
    yield layer, "trainable", property(trainable.fget, set_trainable, trainable.fdel, trainable.__doc__)
    owner = next(kind for kind in keras.Model.__mro__ if "compile" in vars(kind))
    yield owner, "compile", _noting_compile(owner.compile)
    images = importlib.import_module(adapter.generators)
    for kind in (images.Iterator, images.ImageDataGenerator):
        yield kind, "__init__", _noting_init(kind.__init__)


def _noting_compile(compile_model: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(compile_model)
    def compiled(self: Any, *args: Any, **kwargs: Any) -> Any:
        result = compile_model(self, *args, **kwargs)
        _note(self, _COMPILED)
        return result

    return compiled


def _noting_init(init: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(init)
    def made(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        _note(self, _MADE)

    return made


def here(without: str | None = None) -> str:
    """Return the trace of the call in progress; empty if no student's code is on the way.

    Args:
        without: The end of a file's name; there is no trace either if the student's code calls by its way.
    """
    origin_of = _ORIGIN.get()
    frame: types.FrameType | None = sys._getframe(1)  # noqa: SLF001 - as `warnings` finds who calls
    found: list[str] = []
    while frame is not None and len(found) < MAX_CALLS:
        name = frame.f_code.co_filename
        if origin := origin_of(name):
            found.append(_span(frame.f_code, frame.f_lasti, origin))
        elif not found and without is not None and name.endswith(without):
            return ""
        frame = frame.f_back
    return ">".join(found)


def of_call(operation: Any, recorded: str) -> str:
    """Return where an operation was made, called, and last frozen or thawed, as one text."""
    layers = getattr(operation, "layers", ())
    inside = (set_at(layer) for layer in (layers if isinstance(layers, list | tuple) else ()))
    return f"{made_at(operation)};{recorded};{set_at(operation) or next((s for s in inside if s), '')}"


def made_at(thing: Any) -> str:
    """Return where a layer or an operation was made."""
    return _noted(thing, _MADE)


def called_at(node: Any) -> str:
    """Return where the call that a node stands for was made."""
    return _noted(node, _CALLED)


def set_at(layer: Any) -> str:
    """Return where a layer was last frozen or thawed."""
    return _noted(layer, _SET)


def compiled_at(model: Any) -> str:
    """Return where a model was compiled last."""
    return _noted(model, _COMPILED)


def of_freezing(layers: list[Any], first: int | None) -> dict[str, str]:
    """Return where the first trained layer, the one before it, and the last one were frozen or thawed."""
    if not layers:
        return {}
    found = {"last": set_at(layers[-1])}
    if first is not None:
        found |= {"first": set_at(layers[first]), "before": set_at(layers[max(first - 1, 0)])}
    return found


def _note(thing: Any, name: str) -> None:
    trace = here()
    if trace:
        vars(thing)[name] = trace


def _noted(thing: Any, name: str) -> str:
    trace = getattr(thing, "__dict__", {}).get(name, "")
    return trace if type(trace) is str else ""


@functools.lru_cache(maxsize=4096)
def _span(code: types.CodeType, instruction: int, origin: str) -> str:
    """Return the place of an instruction, which is twice as far as its number."""
    positions = next(itertools.islice(code.co_positions(), instruction // 2, None), (None,) * 4)
    line, end, column, end_column = (0 if number is None else number for number in positions)
    return f"{origin[:20]}:{line}:{end}:{column}:{end_column}"
