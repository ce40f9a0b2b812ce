"""The part of a model that a function had made when it raised an exception."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.box import stubs
from grader.box.keras import recorded
from grader.box.keras.graphs import GraphReader
from grader.box.keras.library import is_symbolic, keras
from grader.box.keras.lines import STUDENTS
from grader.box.keras.nested import flat

if TYPE_CHECKING:
    from collections.abc import Iterator


def begun(error: BaseException) -> dict[str, Any] | None:
    """Return the graph of the tensors that the student's code had in hand; None if there are none."""
    found = {id(tensor): tensor for tensor in _tensors(error)}
    starts = {id(start): start for tensor in found.values() for start in _inputs(tensor)}
    ends = [tensor for key, tensor in found.items() if key not in starts]
    if not ends or not starts:
        return None
    try:
        model = keras.Model(list(starts.values()), ends)
        return GraphReader(stubs.with_source() | {recorded.__name__}).graph(model)
    except Exception:
        return None


def _tensors(error: BaseException) -> Iterator[Any]:
    """Yield the symbolic tensors among the variables of the student's functions in progress."""
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        if frame.f_code.co_filename.startswith(STUDENTS) and frame.f_code.co_name != "<module>":
            yield from (value for value in frame.f_locals.values() if is_symbolic(value))
        trace = trace.tb_next


def _inputs(tensor: Any) -> list[Any]:
    try:
        return flat(keras.utils.get_source_inputs(tensor))
    except Exception:
        return []
