"""What Python knows of common types before the first box is forked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.box.keras.inside import outcome, value_of

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime

KNOWN = """
import _abc
import collections.abc

def f():
    _, _, others, _ = _abc._get_dump(collections.abc.Mapping)
    return any(each() is np.ndarray for each in others)
"""


def test_a_box_need_not_ask_whether_an_array_is_a_mapping(keras: Runtime) -> None:
    """Keras asks it of every value, and the answer takes long the first time."""
    assert value_of(outcome(keras, KNOWN, probe={})) is True
