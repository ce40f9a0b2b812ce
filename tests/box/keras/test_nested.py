"""Nested structures of tensors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.box.keras.inside import graph

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime


@pytest.mark.parametrize(
    ("value", "parts"), [("None", ""), ("7", "7"), ("[1, (2, [3])]", "123"), ("{'b': [1], 'a': 2}", "12")]
)
def test_the_parts_come_in_order(keras: Runtime, value: str, parts: str) -> None:
    """However deep they are; those of a dictionary as it has them."""
    source = (
        "from grader.box.keras.nested import flat\n"
        f"def f(): return ''.join(str(part) for part in flat({value}))"
    )
    assert graph(keras, source) == parts
