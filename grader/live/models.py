"""Functions that build Keras models, probed in this process as in a box.

The probing code is that of the boxes; the Keras is the notebook's own.
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
    """Return a function that probes the student's model; imports TensorFlow.

    Args:
        function: The student's function.
        names: The notebook's namespace.
        assignment: The assignment, whose helper modules count as part of Keras.
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
    """Return a function that probes the variables set by a cell, without running it again."""
    look = model_call(lambda: None, names, assignment)
    return lambda _args, _kwargs, probe: look((), {}, probe)


@contextmanager
def _known_modules(assignment: Assignment) -> Iterator[None]:
    """Register classes of the course's helper modules as part of Keras; import nothing else."""
    finder = stubs.StubFinder({}, assignment.stub_sources)
    sys.meta_path.append(finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
