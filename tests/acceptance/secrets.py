"""Lines of references, which no student's report may show."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from grader.report.formats.json import render_json
from tests.conftest import ROOT

if TYPE_CHECKING:
    from grader.report.model import Report
    from tests.acceptance.variants import Variant

SOLUTION = re.compile(r"### BEGIN SOLUTION\n([\s\S]*?)### END SOLUTION")
NAME = re.compile(r"[\"']\w+[\"'],?")  # of a function or file, alone in its line
LONG_ENOUGH = 20  # characters without spaces: shorter lines say nothing, such as `return A, cache`


def squeezed(text: str) -> str:
    """Return a text without spaces and line breaks."""
    return "".join(text.split())


@cache
def secret_lines(assignment: str) -> frozenset[str]:
    """Return the lines of code of a reference, without spaces, comments and docstrings."""
    found: set[str] = set()
    for path in (ROOT / "reference" / assignment).rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if path.name == "lesson.py":  # what a starter is made of, too
            source = "\n".join(SOLUTION.findall(source))
        source = re.sub(r'"""[\s\S]*?"""', "", source)
        found |= {squeezed(line.partition("  #")[0]) for line in source.splitlines()}
    long = (line for line in found if len(line) >= LONG_ENOUGH and not line.startswith("#"))
    return frozenset(line for line in long if not NAME.fullmatch(line))


def not_its_own(variant: Variant) -> list[str]:
    """Return the lines of the reference that are not the student's own, too: as they stand, or as a part."""
    own = squeezed("\n".join(variant.cells))
    return [line for line in secret_lines(variant.assignment) if line not in own]


def leaked(variant: Variant, report: Report) -> list[str]:
    """Return the lines of the reference that a report on a variant shows."""
    text = squeezed(render_json(report).replace('\\"', '"'))
    return [line for line in not_its_own(variant) if line in text]
