"""No form of a student's report shows a line of the reference, whatever is wrong and however it was searched.

In the first command, some variants of NumPy functions are tried; all of them, and those of models, are long.
"""

from __future__ import annotations

import io
import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

import pytest

from grader.options import Options
from grader.pipeline import Grader
from grader.report.exhibits import Graded
from grader.report.formats.html import render_html
from grader.report.formats.json import render_json
from grader.report.formats.junit import JUnit
from grader.report.formats.markdown import render_markdown
from grader.report.formats.terminal import print_summary
from tests import reports
from tests.acceptance.secrets import not_its_own, secret_lines, squeezed
from tests.acceptance.variants import Class, variants
from tests.conftest import STEP_BY_STEP

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.packs import Library
    from grader.sandbox.machine import Machine
    from tests.acceptance.variants import Variant

    Classes = Callable[[str], Class]

STEP = 60  # of the variants that are quick, one in so many is tried in the first command
LINES_AT_LEAST = 5
WRONG = [
    pytest.param(v, id=v.name, marks=[pytest.mark.long] if v.is_slow or number % STEP else [])
    for number, v in enumerate(variants("wrong"))
]


@pytest.fixture(scope="session")
def searched(library: Library, machine: Machine, tmp_path_factory: pytest.TempPathFactory) -> Classes:
    """Return the class of an assignment, in which mistakes are searched for as in a first grading."""

    def made(assignment: str) -> Class:
        options = Options(assignment=assignment, diagnosis="full", audience="student")
        folder = tmp_path_factory.mktemp(assignment)
        return Class(Grader(library, machine, options), library.get(assignment), folder)

    return cache(made)


def forms(graded: Graded) -> dict[str, str]:
    """Return everything that a student may get, as the text that is read, without spaces."""
    terminal, junit = io.StringIO(), JUnit()
    print_summary(graded.report, terminal, verbose=True)
    texts = {
        "json": render_json(graded.report).replace('\\"', '"'),
        "markdown": render_markdown(graded.report).replace("\\", ""),
        "html": unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", render_html(graded), flags=re.DOTALL)),
        "junit": unescape("".join([junit.add(graded.report), *junit.finish()])),
        "terminal": terminal.getvalue(),
    }
    return {name: squeezed(text.replace("\u200b", "")) for name, text in texts.items()}


@pytest.mark.parametrize("wrong", WRONG)
def test_no_line_of_the_reference_is_shown(wrong: Variant, searched: Classes) -> None:
    """Unless it is the student's own, too: as it stands, or as a part of another line."""
    secret = not_its_own(wrong)
    shown = forms(searched(wrong.assignment).exhibit(wrong))
    assert [(form, line) for form, text in shown.items() for line in secret if line in text] == []


@pytest.mark.parametrize("assignment", sorted({wrong.assignment for wrong in variants("wrong")}))
def test_each_reference_has_lines_to_look_for(assignment: str) -> None:
    """Those of a lesson's solutions, too."""
    assert len(secret_lines(assignment)) >= LINES_AT_LEAST


def test_a_line_that_was_shown_would_be_found() -> None:
    """In every form, escaped as it is there."""
    line = max(secret_lines(STEP_BY_STEP), key=lambda text: sum(not c.isalnum() for c in text))
    wrong = reports.check("double.a", "failed", message=f"double: {line}")
    shown = forms(Graded(reports.report(reports.function("double", "failed", wrong, feedback=line))))
    assert [form for form, text in shown.items() if line not in text] == []
