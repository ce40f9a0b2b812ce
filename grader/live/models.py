"""Functions that build Keras models, probed in this process as in a box.

The probing code is that of the boxes; the Keras is the notebook's own.
"""

from __future__ import annotations

import os
import sys
import tempfile
import types
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.box import stubs
from grader.box.redirect import redirected
from grader.box.trees import brought

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from grader.box.trees import Tree
    from grader.packs import Assignment


def model_call(
    function: Callable[..., Any], names: dict[str, Any], assignment: Assignment
) -> Callable[[Any, Any, Any], Any]:
    """Return a function that probes the student's model; imports TensorFlow.

    Args:
        function: The student's function.
        names: The notebook's namespace.
        assignment: The assignment, whose helper modules count as part of Keras.
    """
    from grader.box.keras import answer, loaders  # noqa: PLC0415 - imports TensorFlow
    from grader.box.keras.offline import installed  # noqa: PLC0415

    def call(args: Any, kwargs: Any, probe: Any) -> Any:
        program = types.ModuleType("notebook")
        program.__dict__.update(names)
        known = installed(), loaders.installed(names), _known_modules(assignment)
        with known[0], known[1], known[2], _files(probe.get("files")) as tree:
            args = tuple(redirected(arg) if isinstance(arg, str) else arg for arg in args)
            return answer(function, args, kwargs, probe, program, tree)

    return call


@contextmanager
def _files(recipes: Mapping[str, Any] | None) -> Iterator[Tree | None]:
    """Create a case's files in a temporary folder, the working folder inside the block.

    Paths in a case's arguments lead there; paths in the function's own code do not.
    """
    if recipes is None:
        yield None
        return
    here = Path.cwd()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            with brought(recipes, str(Path(folder).resolve())) as tree:
                yield tree
        finally:
            os.chdir(here)


def variables_call(names: dict[str, Any], assignment: Assignment) -> Callable[[Any, Any, Any], Any]:
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
