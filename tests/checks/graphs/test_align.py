"""Alignments: which layer of a model is which of another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grader.checks.graphs.align import Alignment
from tests.checks.graphs.networks import Layer, chain, form

NAMES = st.lists(st.sampled_from("ABCD"), max_size=8)


def rows(actual: str, expected: str) -> list[str]:
    """Return the rows of the alignment of two chains: a letter is a layer, `-` a gap."""
    alignment = aligned(actual, expected)
    return [
        ("-" if row.actual is None else actual[row.actual - 1])
        + ("-" if row.expected is None else expected[row.expected - 1])
        for row in alignment.rows
        if row.actual != 0
    ]


def aligned(actual: str, expected: str) -> Alignment:
    """Return the alignment of two chains."""
    return Alignment(form(chain(*map(layer, actual))), form(chain(*map(layer, expected))))


def layer(name: str) -> Layer:
    """Return a layer; a small letter is one of the same kind with another setting."""
    return name.upper(), {"small": name.islower()}


def test_like_layers_stand_side_by_side() -> None:
    """All of them."""
    assert rows("ABC", "ABC") == ["AA", "BB", "CC"]


def test_a_missing_layer_leaves_a_gap() -> None:
    """On the student's side."""
    assert rows("AC", "ABC") == ["AA", "-B", "CC"]


def test_a_layer_too_many_leaves_one_on_the_other_side() -> None:
    """Where the reference has none."""
    assert rows("ABBC", "ABC") in (["AA", "B-", "BB", "CC"], ["AA", "BB", "B-", "CC"])


def test_another_layer_stands_in_its_place() -> None:
    """And not before or after a gap."""
    assert rows("AXC", "ABC") == ["AA", "XB", "CC"]


def test_two_that_changed_places_stand_side_by_side() -> None:
    """As each other's."""
    assert rows("ACBD", "ABCD") == ["AA", "CB", "BC", "DD"]


def test_of_several_the_one_with_the_same_settings_is_meant() -> None:
    """Settings are a sign."""
    assert rows("Aa", "BABa") == ["-B", "AA", "-B", "aa"]


def test_one_with_other_settings_is_still_the_same() -> None:
    """Its settings are what differs."""
    assert rows("AbC", "ABC") == ["AA", "bB", "CC"]


def test_one_that_is_elsewhere_has_moved() -> None:
    """It is neither missing nor too many."""
    alignment = aligned("DABC", "ABCD")
    assert list(alignment.moved_steps()) == [(1, 4)]


@given(NAMES, NAMES)
def test_every_layer_has_one_row(actual: list[str], expected: list[str]) -> None:
    """In order."""
    alignment = aligned("".join(actual), "".join(expected))
    assert [r.actual for r in alignment.rows if r.actual is not None] == list(range(len(actual) + 1))
    assert [r.expected for r in alignment.rows if r.expected is not None] == list(range(len(expected) + 1))


@given(NAMES, NAMES)
def test_what_is_common_at_both_ends_is_aligned(actual: list[str], expected: list[str]) -> None:
    """Whatever is between."""
    start = "XYZ"
    found = rows(start + "".join(actual) + "VW", start + "".join(expected) + "VW")
    assert (found[:3], found[-2:]) == (["XX", "YY", "ZZ"], ["VV", "WW"])
