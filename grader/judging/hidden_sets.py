"""Which hidden cases a submission gets: one of several sets, drawn by its digest.

The draw is keyed with the reference, which students do not have: nobody can tell which set a notebook will
get, and every machine draws the same one. What a submission reveals of its hidden cases says little about
those of the next.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.packs import Pack, Rubric

SETS = 16
_SEEDS = 2**32


def seeds(rubric: Rubric) -> tuple[int, ...]:
    """Return the seeds of all sets, the rubric's own first."""
    return tuple((rubric.seed + number) % _SEEDS for number in range(SETS))


def seed_for(digest: str, pack: Pack, rubric: Rubric) -> int:
    """Return the seed of a submission's set.

    Args:
        digest: The digest of the submission.
        pack: Its assignment, whose reference is the key.
        rubric: The rubric, whose seed is the first of all sets.
    """
    drawn = hmac.digest(pack.reference.digest.encode(), digest.encode(), hashlib.sha256)
    return seeds(rubric)[int.from_bytes(drawn) % SETS]
