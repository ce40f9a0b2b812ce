"""Answers that are locked with their questions."""

from __future__ import annotations

from grader.support.locked import digest, locked


def test_the_question_unlocks_the_answer() -> None:
    """Whatever both are."""
    for question, answer in ((b"q", b"answer"), (b"", b"\0\0"), (b"q" * 1000, b"")):
        assert locked(question, locked(question, answer)) == answer


def test_another_question_does_not() -> None:
    """Nor does the digest that it is found by."""
    secret = locked(b"question", b"a long answer")
    assert b"answer" not in secret
    assert [locked(other, secret) for other in (b"Question", digest(b"question"))].count(
        b"a long answer"
    ) == 0
