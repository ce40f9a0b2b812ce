"""Functions that make Keras models, asked in this process what a box would ask them.

The code is that of the boxes; the Keras is the notebook's own.
"""

from __future__ import annotations

import sys
import types
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from grader.box import stubs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from grader.packs import Assignment


def model_call(
    function: Callable[..., Any], names: Mapping[str, Any], assignment: Assignment
) -> Callable[[Any, Any, Any], Any]:
    """Return how to ask a function for what a probe wants to know of its model; imports TensorFlow.

    Args:
        function: The student's.
        names: The namespace of the notebook.
        assignment: Whose helper modules count as Keras' own.
    """
    from grader.box.keras import answer  # noqa: PLC0415 - imports TensorFlow
    from grader.box.keras.offline import installed  # noqa: PLC0415

    def call(args: Any, kwargs: Any, probe: Any) -> Any:
        program = types.ModuleType("notebook")
        program.__dict__.update(names)
        with installed(), _known_modules(assignment):
            return answer(function, args, kwargs, probe, program)

    return call


def variables_call(names: Mapping[str, Any], assignment: Assignment) -> Callable[[Any, Any, Any], Any]:
    """Return how to look at the variables that a cell has set: nothing is executed again."""
    look = model_call(lambda: None, names, assignment)
    return lambda _args, _kwargs, probe: look((), {}, probe)


@contextmanager
def _known_modules(assignment: Assignment) -> Iterator[None]:
    """Let classes of the course's helper modules count as Keras' own; nothing is imported otherwise."""
    finder = stubs.StubFinder({}, assignment.stub_sources)
    sys.meta_path.append(finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
