"""Answers that only those can read who know the question.

A table of them, by digests of the questions, tells nothing else: its keys are the questions themselves.
"""

from __future__ import annotations

import hashlib

DIGEST_BYTES = 16


def digest(question: bytes) -> bytes:
    """Return what a question is found by."""
    return hashlib.blake2b(question, digest_size=DIGEST_BYTES).digest()


def locked(question: bytes, answer: bytes) -> bytes:
    """Lock an answer with its question, or unlock it."""
    key = hashlib.shake_256(question).digest(len(answer))
    return (int.from_bytes(answer, "big") ^ int.from_bytes(key, "big")).to_bytes(len(answer), "big")
