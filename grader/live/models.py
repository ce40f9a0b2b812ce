"""Functions that make Keras models, asked in this process what a box would ask them.

The code is that of the boxes; the Keras is the notebook's own.
"""

from __future__ import annotations

import ast
import os
import sys
import tempfile
import types
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.box import stubs
from grader.box.redirect import redirect, redirected
from grader.box.trees import Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from grader.packs import Assignment
    from grader.packs.model import Function


def model_call(
    function: Callable[..., Any],
    names: Mapping[str, Any],
    assignment: Assignment,
    origin: Callable[[str], str] = lambda _: "",
) -> Callable[[Any, Any, Any], Any]:
    """Return a function that probes the student's model; imports TensorFlow.

    Args:
        function: The student's function.
        names: The notebook's namespace.
        assignment: The assignment, whose helper modules count as part of Keras.
        origin: Returns where the code of a file comes from; empty if it is not the student's.
    """
    from grader.box.keras import answer, lines  # imports TensorFlow
    from grader.box.keras.loaders import recorded
    from grader.box.keras.offline import installed

    def call(args: Any, kwargs: Any, probe: Any) -> Any:
        program = types.ModuleType("notebook")
        program.__dict__.update(names)
        noting = installed(), recorded(), lines.installed(origin), _known_modules(assignment)
        with ExitStack() as stack:
            for each in noting:
                stack.enter_context(each)
            tree = stack.enter_context(_files(probe))
            args = tuple(redirected(arg) if isinstance(arg, str) else arg for arg in args)
            return answer(function, args, kwargs, probe, program, tree)

    return call


def variables_call(
    names: Mapping[str, Any], assignment: Assignment, function: Function
) -> Callable[[Any, Any, Any], Any]:
    """Return a function that probes the variables set by a cell, without running it again.

    Args:
        names: The notebook's namespace.
        assignment: The assignment.
        function: The graded cell; the line given below it counts as run, as it does in a notebook without it.
    """
    seen = dict(names)
    if waits_for_line_below(names, function):
        (subject,) = function.given[:1]
        seen[subject] = ToBeCompiled(names[subject], _passed_by(function.then, names))
    look = model_call(lambda: None, seen, assignment)
    return lambda _args, _kwargs, probe: look((), {}, probe)


def waits_for_line_below(names: Mapping[str, Any], function: Function) -> bool:
    """Return whether a graded cell leaves compiling its model to the line below it, which has not run yet."""
    model = names.get(function.given[0]) if function.then and function.given else None
    return model is not None and getattr(model, "optimizer", None) is None


class ToBeCompiled:
    """A model with the loss and the optimizer that it will be compiled with; the model does not change."""

    def __init__(self, model: Any, passed: Mapping[str, Any]) -> None:
        self._model = model
        self.__dict__.update(passed)

    def __getattr__(self, name: str) -> Any:
        """Return what else the model has."""
        return getattr(self._model, name)


def _passed_by(line: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """Return the variables that a line with a call passes to it by name."""
    calls = (node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    return {
        keyword.arg: names[keyword.value.id]
        for call in calls
        for keyword in call.keywords
        if keyword.arg and isinstance(keyword.value, ast.Name) and keyword.value.id in names
    }


@contextmanager
def _files(probe: Any) -> Iterator[Tree | None]:
    """Make a case's files in a folder of their own, which is the current one as long as the case lasts."""
    recipes = probe.get("files") if isinstance(probe, dict) else None
    if recipes is None:
        yield None
        return
    before = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="check-") as folder:
        try:
            yield Tree(recipes, folder)
        finally:
            redirect(None)
            os.chdir(before)


@contextmanager
def _known_modules(assignment: Assignment) -> Iterator[None]:
    """Let classes of the course's helper modules count as Keras' own; nothing is imported otherwise."""
    finder = stubs.StubFinder({}, assignment.stub_sources)
    sys.meta_path.append(finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
