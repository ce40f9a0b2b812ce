"""The page on a class."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from grader.batch.class_page import ClassPage
from grader.batch.classroom import Classroom, HandedIn, Student
from tests.report.formats.test_html import Page
from tests.reports import NASTY, check, function, hostile, report, ungradable

if TYPE_CHECKING:
    from grader.report.model import Report


def page(*reports: Report, pages: bool = False) -> str:
    """Return the page on some reports; the first one is Ada's."""
    first = reports[0].submission.path
    classroom = Classroom({first: HandedIn((Student("Ada"),), late=True)}, absent=(Student("Zoe"),))
    made = ClassPage(classroom, {each.submission.path: "work/a b.json" for each in reports}, pages=pages)
    assert "".join(made.add(each) for each in reports) == ""
    return "".join(made.finish())


RIGHT = report(function("double", "passed", check("double.a")), path="1.ipynb")
WRONG = report(function("double", "failed", check("double.a", "failed")), path="2.ipynb")


def test_it_lists_the_submissions() -> None:
    """With names, points and what is not right."""
    text = " ".join(Page(page(RIGHT, WRONG)).text.split())
    assert "2 submissions 2 graded, 1 passed, 1 not submitted" in text
    assert "Ada 1.ipynb late 4 / 4 ✓ passed" in text
    assert "2.ipynb 0 / 4 ✗ not passed double" in text


def test_a_link_leads_to_the_page_or_else_to_the_report() -> None:
    """As this run wrote them, with the name escaped for an address; an earlier page may be outdated."""
    assert ("work/a%20b.json" in page(RIGHT), "work/a%20b.html" in page(RIGHT, pages=True)) == (True, True)


def test_faults_are_told_with_those_who_have_them() -> None:
    """By frequency."""
    text = " ".join(Page(page(RIGHT, WRONG)).text.split())
    assert "double: to fix in 1 of 2 1 submission: The value is squared; add it to itself. 2.ipynb" in text


def test_those_who_lack_a_function_are_listed_too() -> None:
    """The number in the line above includes them."""
    text = " ".join(Page(page(RIGHT, report(function("double", "missing"), path="3.ipynb"))).text.split())
    assert "double: to fix in 1 of 2 1 submission: missing 3.ipynb" in text


def test_it_says_by_which_rules() -> None:
    """Rubric, pass mark and edition; no time, since two runs write the same page."""
    text = " ".join(Page(page(RIGHT, WRONG)).text.split())
    assert "Graded by: rubric default; pass mark 50 %; edition only" in text


def test_what_has_no_verdict_is_listed_with_its_reason() -> None:
    """It needs somebody's attention."""
    assert "It is no notebook." in Page(page(RIGHT, ungradable())).text


def test_its_own_script_is_the_only_one_that_may_run() -> None:
    """By the digest in its policy."""
    text = page(RIGHT)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in text.replace("&#34;", '"')


@pytest.mark.parametrize("nasty", NASTY)
def test_what_a_student_wrote_shows_as_text(nasty: str) -> None:
    """In paths and feedback."""
    made = Page(page(hostile(nasty), ungradable(nasty)))
    assert made.open == []
    assert len(made.all("script")) == 1
    assert not made.all("img")
