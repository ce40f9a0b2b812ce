"""Answers that are locked with their questions."""

from __future__ import annotations

from grader.support.locked import digest_and_key, locked


def test_the_question_unlocks_the_answer() -> None:
    """Whatever both are."""
    for question, answer in ((b"q", b"answer"), (b"", b"\0\0"), (b"q" * 1000, b"")):
        _, key = digest_and_key(question)
        assert locked(key, locked(key, answer)) == answer


def test_another_question_does_not() -> None:
    """Nor does the digest that it is found by."""
    digest, key = digest_and_key(b"question")
    secret = locked(key, b"a long answer")
    others = (digest_and_key(b"Question")[1], digest, digest_and_key(digest)[1])
    assert b"a long answer" not in {secret, *(locked(other, secret) for other in others)}
