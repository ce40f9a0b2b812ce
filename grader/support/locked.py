"""Answers that only those can read who know the question.

A table of them, by digests of the questions, tells nothing else: their keys are made from the questions.
"""

from __future__ import annotations

import hashlib

DIGEST_BYTES = 16


def digest_and_key(question: bytes) -> tuple[bytes, bytes]:
    """Return what a question is found by, and the key of its answer, which the digest does not tell."""
    hashed = hashlib.blake2b(question).digest()
    return hashed[:DIGEST_BYTES], hashed[DIGEST_BYTES:]


def locked(key: bytes, answer: bytes) -> bytes:
    """Lock an answer with the key of its question, or unlock it."""
    pad = hashlib.shake_256(key).digest(len(answer))
    return (int.from_bytes(answer, "big") ^ int.from_bytes(pad, "big")).to_bytes(len(answer), "big")
