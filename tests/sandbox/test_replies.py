"""Replies of a box, taken for what they should be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.sandbox.interface import Raised, Returned, TooLarge, Warned
from grader.sandbox.replies import failures_of, outcome_of, warnings_of

ERROR = {"types": ["ValueError", "Exception"], "message": "no", "origin": "<cell 1>", "line": 3}
RAISED = Raised(("ValueError", "Exception"), "no", "<cell 1>", 3)
WARNING = {"type": "FutureWarning", "message": "old", "origin": "<cell 1>", "line": 3}
STRANGE: list[Any] = [None, 1, 1.5, "text", (), np.zeros(2), b"x"]


class TestOutcomes:
    """What became of a call."""

    @pytest.mark.parametrize("value", [None, 1, [1, 2], {"raised": 1}, np.float32(2)])
    def test_a_value_is_returned(self, value: Any) -> None:
        """Whatever it is."""
        assert outcome_of({"returned": value, "warnings": []}) == Returned(value)

    def test_arguments_come_with_it(self) -> None:
        """As a pair."""
        reply = {"returned": 1, "arguments": ((1, 2), {"a": 3})}
        assert outcome_of(reply) == Returned(1, ((1, 2), {"a": 3}))

    @pytest.mark.parametrize("arguments", [1, "ab", ((), []), ([], {}), ((), {}, 1), np.zeros(2)])
    def test_arguments_that_are_no_pair_are_refused(self, arguments: Any) -> None:
        """A student's code may have forged them."""
        with pytest.raises(TypeError):
            outcome_of({"returned": 1, "arguments": arguments})

    def test_an_exception_is_told(self) -> None:
        """By types, text and place."""
        assert outcome_of({"raised": ERROR}) == RAISED

    def test_a_result_that_is_too_large_is_told(self) -> None:
        """With its text."""
        assert outcome_of({"too_large": "9 MB"}) == TooLarge("9 MB")

    def test_an_exception_wins_over_a_value(self) -> None:
        """A worker of ours sends one of them."""
        assert outcome_of({"returned": 1, "raised": ERROR}) == RAISED

    @pytest.mark.parametrize("reply", [{}, {"passed": True}, {"warnings": []}])
    def test_a_reply_without_an_answer_is_refused(self, reply: dict[str, Any]) -> None:
        """There is no value in it."""
        with pytest.raises(KeyError):
            outcome_of(reply)

    @pytest.mark.parametrize(
        ("field", "value"),
        [(f, v) for f, right in ERROR.items() for v in STRANGE if type(v) is not type(right)],
    )
    def test_an_exception_of_odd_fields_is_refused(self, field: str, value: Any) -> None:
        """Each field has one type."""
        with pytest.raises(TypeError):
            outcome_of({"raised": {**ERROR, field: value}})

    @pytest.mark.parametrize("field", ERROR)
    def test_an_exception_that_lacks_a_field_is_refused(self, field: str) -> None:
        """It is none of the worker's."""
        with pytest.raises(KeyError):
            outcome_of({"raised": {k: v for k, v in ERROR.items() if k != field}})

    @pytest.mark.parametrize("value", STRANGE)
    def test_an_exception_that_is_none_is_refused(self, value: Any) -> None:
        """Anything may stand there."""
        with pytest.raises(TypeError):
            outcome_of({"raised": value})

    def test_a_line_that_is_true_is_no_number(self) -> None:
        """Types are exact."""
        with pytest.raises(TypeError):
            outcome_of({"raised": {**ERROR, "line": True}})

    def test_long_texts_are_cut(self) -> None:
        """To 500 characters, names to 80, types to ten."""
        raised = outcome_of(
            {"raised": {"types": ["E" * 999] * 99, "message": "m" * 999, "origin": "o" * 999, "line": 1}}
        )
        assert raised == Raised(("E" * 80,) * 10, "m" * 500, "o" * 80, 1)


class TestWarnings:
    """Deprecations that come with an answer."""

    def test_a_warning_is_told(self) -> None:
        """By text and place."""
        assert warnings_of({"warnings": [WARNING]}) == [Warned("old", "<cell 1>", 3)]

    def test_no_more_than_ten_are_told(self) -> None:
        """A worker of ours sends no more."""
        assert len(warnings_of({"warnings": [WARNING] * 1000})) == 10

    @pytest.mark.parametrize("value", [*STRANGE, [1], [None], [[]], [{**WARNING, "line": "3"}]])
    def test_what_is_no_list_of_warnings_is_refused(self, value: Any) -> None:
        """A student's code may have written it."""
        with pytest.raises((TypeError, KeyError)):
            warnings_of({"warnings": value})

    def test_a_reply_without_any_is_refused(self) -> None:
        """An empty list is sent where there are none."""
        with pytest.raises(KeyError):
            warnings_of({"returned": 1})


class TestFailures:
    """What the statements of a definition raised."""

    def test_each_is_told(self) -> None:
        """All of them: a notebook has as many statements as it has."""
        assert failures_of({"failed": [ERROR] * 20}) == (RAISED,) * 20

    def test_none_is_none(self) -> None:
        """The usual case."""
        assert failures_of({"failed": []}) == ()

    @pytest.mark.parametrize("value", [*STRANGE, [1], [{}], [[]], {}])
    def test_what_is_no_list_of_failures_is_refused(self, value: Any) -> None:
        """It is garbage."""
        with pytest.raises((TypeError, KeyError)):
            failures_of({"failed": value})
