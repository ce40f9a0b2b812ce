"""Signs and words for the status of a function or a check, shared by the formats."""

from __future__ import annotations

MARKS = {"passed": "✓", "failed": "✗", "error": "✗", "timeout": "✗", "missing": "-", "skipped": "?"}
STATUSES = {
    "passed": "passed",
    "failed": "not right yet",
    "error": "raised an exception",
    "timeout": "took too long",
    "missing": "missing",
    "skipped": "not graded",
}
