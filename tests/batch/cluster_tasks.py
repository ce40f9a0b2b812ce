"""What workers of a test's cluster do instead of grading at once: some end."""

from __future__ import annotations

import os
from pathlib import Path

from grader.batch import cluster_worker


def grade(request: bytes, expected: bytes, *travels: bytes) -> bytes:
    """Grade, unless the submission ends its workers: each of them, or the first one only."""
    marker = Path(os.environ["FIRST_WORKER_HAS_ENDED"])
    data = travels[2]
    if b"end every worker" in data:
        os._exit(1)
    if b"end the first worker" in data and not marker.exists():
        marker.touch()
        os._exit(1)
    return cluster_worker.grade(request, expected, *travels)  # type: ignore[arg-type]
