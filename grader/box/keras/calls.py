"""Calls a graded function, and asks what a case wants to know of the result."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from grader.box.between import called
from grader.box.keras.arguments import Arguments
from grader.box.keras.library import is_model, is_symbolic, keras
from grader.box.keras.nodes import parameters_of
from grader.box.keras.plain import array_of, values_of
from grader.box.keras.probes import Inspection
from grader.box.trees import Printed

if TYPE_CHECKING:
    import types
    from collections.abc import Callable, Mapping

    from grader.box.trees import Tree

_INSPECTED = {"want", "eager"}  # a probe with one of these asks for more than the result


def answer(  # noqa: PLR0917
    function: Callable[..., Any],
    args: Any,
    kwargs: Any,
    probe: Mapping[str, Any] | None,
    program: types.ModuleType,
    tree: Tree | None = None,
) -> Any:
    """Call a graded function and return what the case requests.

    Args:
        function: The student's function.
        args: Positional arguments, with recipes for values that can't be sent through a pipe.
        kwargs: Keyword arguments, the same.
        probe: What to do and what to return; see `Inspection`. `optional` are the values of optional
            parameters; `eager` asks for the result itself, in the mode `training`, set from outside with
            `phase`; with `twice`, the function is also called on its own result. Without `want` and
            `eager`, the result itself is returned: numbers, arrays, and tensors as arrays.
        program: The module in which the submission was defined.
        tree: The files that the case provides.

    Returns:
        An entry for each request, or the result itself.
    """
    probe = probe or {}
    made, taken = Arguments(program.__dict__), parameters_of(function)
    args, kwargs = made.value(tuple(args)), made.value(dict(kwargs))
    kwargs |= {k: made.value(v) for k, v in probe.get("optional", {}).items() if k in taken}
    if not probe.keys() & _INSPECTED:
        return _plain_result(function, args, kwargs, probe, made)
    if "eager" in probe:
        return _eager_result(function, args, kwargs, probe)
    more = {k: made.value(v) for k, v in probe.get("twice", {}).items() if k in taken}
    printed = Printed()
    with contextlib.redirect_stdout(printed):
        result = function(*args, **kwargs)
        if "twice" in probe:
            result = function(result, *args[1:], **kwargs | more)
    return _requested(result, made.inputs, probe, program, printed.getvalue(), tree)


def _requested(  # noqa: PLR0917 - as `answer` has them
    result: Any,
    inputs: list[Any],
    probe: Mapping[str, Any],
    program: types.ModuleType,
    printed: str,
    tree: Tree | None,
) -> dict[str, Any]:
    """Return what a probe wants to know of a result."""
    if "result" in probe:
        result = _set_by_cell(probe["result"], program.__dict__)
    inspection = Inspection(result, _model(result, inputs), probe, program)
    inspection.printed, inspection.tree = printed, tree
    return inspection.answers()


def _plain_result(
    function: Callable[..., Any], args: Any, kwargs: Any, probe: Mapping[str, Any], made: Arguments
) -> Any:
    """Return what a function of arrays or tensors returns."""
    if "between" in probe:
        probe = {**probe, "between": made.value(tuple(probe["between"]))}
    return values_of(called(function, args, kwargs, probe))


def _eager_result(function: Callable[..., Any], args: Any, kwargs: Any, probe: Mapping[str, Any]) -> Any:
    """Return what a function of tensors returns in the mode that a case names."""
    has_mode = "training" in kwargs and not probe.get("phase")
    call = function if has_mode else _in_mode(function, training=bool(probe["training"]))
    return array_of(call(*args, **kwargs))


def _set_by_cell(names: Any, program: Mapping[str, Any]) -> Any:
    """Return what a cell has set in place of a result: a variable's value, or those of several."""
    return program[names] if isinstance(names, str) else tuple(program[name] for name in names)


def _model(result: Any, inputs: list[Any]) -> Any:
    """Return the result if it is a model, or the model from the given inputs to it, or None."""
    if is_model(result):
        return result
    if inputs and is_symbolic(result):
        return keras.Model(inputs, result)
    return None


def _in_mode(function: Callable[..., Any], *, training: bool) -> Callable[..., Any]:
    """Return a function on tensors whose layers run in a mode, unless they are called with another."""

    def call(tensor: Any, *args: Any, **kwargs: Any) -> Any:
        class Mode(keras.layers.Layer):  # type: ignore[misc]
            def build(self, *_: Any) -> None:
                self.built = True

            def call(self, inputs: Any, training: Any = None) -> Any:  # noqa: ARG002 - Keras looks for it
                return function(inputs, *args, **kwargs)

        return Mode()(tensor, training=training)

    return call
