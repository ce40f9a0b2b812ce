"""What a student's code chose to say, made fit to be read."""

from __future__ import annotations

import pytest

from grader.words import clean, some


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at 0x7f3e6e5d6770", "at 0x…"),
        ("\x1b[1mArguments\x1b[0m received", "Arguments received"),
        ("a\x07b", "a b"),
        ("/tmp/tmpab12_xyz", "/tmp/tmp…"),
    ],
)
def test_what_nobody_can_read_goes(text: str, shown: str) -> None:
    """Addresses, colours, control characters, names of temporary files."""
    assert clean(text) == shown


def test_a_long_text_is_cut() -> None:
    """After as many characters as are asked for."""
    assert clean("abcdef", 3) == "abc"


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "0"), (4, "0, 1, 2, 3"), (5, "0, 1, 2, 3 and 1 more"), (9, "0, 1, 2, 3 and 5 more")],
)
def test_a_few_names_are_enough(count: int, text: str) -> None:
    """The others are counted."""
    assert some([str(number) for number in range(count)]) == text
