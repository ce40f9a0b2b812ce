"""One submission as a page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import PurePath
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from grader.checks import Evidence
from grader.extract.submission import Cell, Submission
from grader.packs import Case
from grader.report.exhibits import Graded
from grader.report.formats import notebook_cells, outputs
from grader.report.formats.html import render_html
from grader.report.model import FaultEntry
from grader.sandbox.interface import Returned
from tests.reports import NASTY, check, function, hostile, mixed, report, ungradable

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
VOID = {"meta", "img", "br", "hr", "input", "rect", "wbr"}
FAULT = FaultEntry(
    2, 2, 2, "edit", certain=True, message="The value is squared.", edit="-    a\n+    b", code_cell=2
)


class Page(HTMLParser):
    """What a browser would make of a page: its elements with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def notebook(*cells: dict[str, Any]) -> Submission:
    """Return a notebook as read."""
    data = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()
    read = tuple(
        Cell(index, cell["source"], cell["cell_type"] == "code", index=index)
        for index, cell in enumerate(cells)
    )
    return Submission("a.ipynb", "", read, data)


def code(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": list(outputs)}


def text(source: str, **changes: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": source, "metadata": {}, **changes}


def shown(text: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"text/html": text, "image/svg+xml": text}}


WORK = notebook(text("# Work"), code("import numpy"), code("def double(x):\n    return x * x"))
WRONG = function("double", "failed", check("double.seeded", "failed"), faults=(FAULT,))


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render_html(Graded(report(WRONG), WORK)))


def test_it_begins_with_the_verdict(page: Page) -> None:
    """As the first heading."""
    assert "0 / 4, not passed" in page.text.partition("Fix first")[0]


def test_it_says_what_to_fix_first_and_quotes_the_line(page: Page) -> None:
    """With its cell."""
    first = " ".join(page.text.partition("Fix first")[2].partition("Points")[0].split())
    assert first == "double, cell 2, line 2: The value is squared. return x * x"


def test_what_the_feedback_says_is_not_said_again_beside_the_line() -> None:
    """The line is quoted alone."""
    wrong = replace(WRONG, feedback=FAULT.message)
    text = Page(render_html(Graded(report(wrong), WORK))).text.partition("The submission")[2]
    assert text.count(FAULT.message) == 1


def test_the_line_of_a_fault_is_marked_in_its_cell(page: Page) -> None:
    """And can be linked to."""
    assert page.all("mark") == [{"class": "l", "data-n": "2", "id": "cell-2-line-2"}]


def test_links_inside_the_page_lead_somewhere(page: Page) -> None:
    """Every one of them."""
    targets = {attributes.get("id") for _, attributes in page.elements}
    assert {str(link["href"])[1:] for link in page.all("a")} <= targets


def test_every_element_is_closed(page: Page) -> None:
    """Where it should be."""
    assert page.open == []


def test_an_edit_is_shown(page: Page) -> None:
    """The report has one for instructors only."""
    assert "+    b" in page.text


def test_an_exception_is_told_once() -> None:
    """Though it stopped two functions."""
    message = "raised ValueError: it is too long (cell 2, line 3)."
    stopped = [
        function(name, "error", check(f"{name}.a", "error", message=f"{name}: {message}"), feedback="No.")
        for name in ("double", "quadruple")
    ]
    assert Page(render_html(Graded(report(*stopped)))).text.count(message) == 1


def test_a_hint_on_the_usual_mistake_is_left_out_beside_the_actual_one() -> None:
    """Which is told by the fault."""
    wrong = function("double", "failed", check("double.a", "failed", hint="Use the stride."))
    shown = [render_html(Graded(report(replace(wrong, faults=faults)))) for faults in ((), (FAULT,))]
    assert ["Use the stride." in page for page in shown] == [True, False]


def test_nothing_is_loaded_or_run(page: Page) -> None:
    """The policy forbids it, and there is none."""
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv"))
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert not page.all("script")


@pytest.mark.parametrize("made", [mixed(), ungradable(), report(), replace(report(), passed=True)])
def test_reports_of_every_kind_can_be_shown(made: Any) -> None:
    """With and without a submission."""
    assert Page(render_html(Graded(made))).open == []


def test_an_unknown_cell_is_not_linked() -> None:
    """A report may be read without its notebook."""
    assert not [link for link in Page(render_html(Graded(mixed()))).all("a") if "cell" in str(link["href"])]


NASTIER = (
    *NASTY,
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "[x](javascript:alert(1)) ![x](data:image/svg+xml;base64,PHN2Zy8+) [y](data:text/html,x)",
    "<a href='java\tscript:alert(1)' onclick=alert(1) id=functions name=first style='position:fixed'>x</a>",
    "<math><mtext></mtext><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form action=x><button formaction='javascript:alert(1)'>x</button></form><base href=//x>",
    "<meta http-equiv=refresh content='0;url=//x'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=x></object>",
    "<link rel=stylesheet href=x>",
    "</style></pre></code><script>alert(1)</script>{{ 7 * 7 }}{% raw %}",
    "<img src='data:image/png;base64,PHN2Zz48L3N2Zz4=' onload=alert(1)>",
    "![a](attachment:evil.svg) ![b](attachment:<script>) <img srcset='http://x 2x' src=http://x>",
)
ALLOWED = {
    "class",
    "id",
    "href",
    "rel",
    "data-n",
    "colspan",
    "rowspan",
    "scope",
    "aria-labelledby",
    "aria-hidden",
}


@pytest.mark.parametrize("nasty", NASTIER)
def test_what_a_student_wrote_shows_as_text(nasty: str) -> None:
    """In sources, outputs, Markdown, attachments and names: no element or attribute of it lives."""
    attachments = {"evil.svg": {"image/svg+xml": nasty, "image/png": nasty}, "<script>": {nasty: nasty}}
    outputs = (
        shown(nasty),
        {"output_type": "stream", "text": nasty},
        {"output_type": "error", "traceback": [nasty], "evalue": nasty},
        {"output_type": "execute_result", "data": {"image/png": nasty, "text/plain": [nasty]}},
    )
    work = notebook(text(nasty, attachments=attachments), code(nasty, *outputs))
    page = Page(render_html(Graded(hostile(nasty), work)))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "svg", "iframe", "object", "form", "base", "link", "img", "button"}
    assert ("math" in tags) == ("$x$" in nasty)
    names = {
        name
        for tag, attributes in page.elements
        for name in attributes
        if tag not in {"meta", "html", "math"}
    }
    assert names <= ALLOWED
    addresses = {str(link.get("href", "#")) for link in page.all("a")}
    assert all(re.match(r"#|https?:|mailto:", address) for address in addresses)


@pytest.mark.parametrize(
    "nested",
    [
        "<div>" * 20_000,
        "<b></p>" * 14_000,
        "".join(f"<b a={number}>" for number in range(19)) + "<p>a</p>" * 12_000,
    ],
    ids=["open", "ended by others", "opened again"],
)
def test_what_takes_long_to_parse_shows_as_text(nested: str) -> None:
    """The parser's time grows with the square of what is open: it would take minutes."""
    assert render_html(Graded(report(WRONG), notebook(text(nested)))).count("&lt;") > 10_000


@pytest.mark.parametrize("source", [" \n" * 90_000, "match" + " " * 180_000, "\u3000\n" * 60_000])
def test_blanks_take_no_longer_than_letters(source: str) -> None:
    """The patterns that find colours would take minutes."""
    shown_page = Page(render_html(Graded(report(WRONG), notebook(code(source + "x")))))
    assert shown_page.text.count("x") >= 1


def test_what_is_formatted_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """For the cells of a notebook together; the rest is there as it was written."""
    monkeypatch.setattr(notebook_cells, "MAX_CHARACTERS", 25)
    cells = (text("*some* words"), code("import a"), text("*other* words"), code("import b"))
    shown_page = Page(render_html(Graded(report(), notebook(*cells))))
    assert [len(shown_page.all(tag)) for tag in ("em", "pre")] == [1, 3]
    assert ("*other* words" in shown_page.text, "import b" in shown_page.text) == (True, True)


def test_the_text_of_all_outputs_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Together, since there may be thousands of them."""
    monkeypatch.setattr(outputs, "MAX_TEXT_CHARACTERS", 100)
    cell = code("f()", *[shown("y" * 60)] * 3)
    shown_page = Page(render_html(Graded(report(), notebook(cell))))
    assert shown_page.text.count("y" * 60) == 1
    assert shown_page.text.count("more characters") == 2


def test_a_saved_picture_is_shown() -> None:
    """A raster image, as the notebook stores it."""
    output = {"output_type": "display_data", "data": {"image/png": PIXEL, "text/plain": "<Figure>"}}
    (image,) = Page(render_html(Graded(report(), notebook(code("plot()", output))))).all("img")
    assert image == {"src": f"data:image/png;base64,{PIXEL}", "alt": "Saved output, a picture: <Figure>"}


def test_an_attached_picture_is_shown() -> None:
    """In Markdown."""
    cell = text("![it](attachment:a.png)", attachments={"a.png": {"image/png": PIXEL}})
    assert [i["alt"] for i in Page(render_html(Graded(report(), notebook(cell)))).all("img")] == ["it"]


def test_markdown_is_rendered() -> None:
    """With tables, formulas as written, and links to the outside."""
    page = Page(render_html(Graded(report(), notebook(text("**b** $x_i$ [l](http://a.b)\n\n|a|\n|-|\n|1|")))))
    assert {"strong", "td"} <= {tag for tag, _ in page.elements}
    assert "xi" in page.text


def test_a_progress_bar_shows_its_end() -> None:
    """It overwrites its line."""
    output = {"output_type": "stream", "text": "10%\r50%\r100%\nx\b\b\bdone"}
    page = Page(render_html(Graded(report(), notebook(code("fit()", output)))))
    assert ("100%\ndone" in page.text, "50%" in page.text) == (True, False)


def test_a_long_output_is_cut() -> None:
    """And says so."""
    output = {"output_type": "stream", "text": "x" * 50_000}
    made = render_html(Graded(report(), notebook(code("x", output))))
    assert len(made) < 40_000
    assert "left out: 38000 more characters" in made


def judged(*, public: bool, substituted: tuple[str, ...] = ()) -> Any:
    """Return a judgement on a wrong array."""
    case = Case("double.0", "double", "seeded", (), public=public)
    zeros, ones = np.zeros((3, 4)), np.full((3, 4), 0.625)
    key = SimpleNamespace(
        pack=SimpleNamespace(assignment=SimpleNamespace(folder=PurePath("nowhere"))),
        edition="",
        variants=(),
    )
    evidence = (Evidence(case, Returned(zeros), Returned(ones)),)
    return SimpleNamespace(passed=False, substituted=substituted, evidence=evidence, results=(), key=key)


@pytest.mark.parametrize(("audience", "pictures"), [("student", 0), ("instructor", 3)])
def test_a_hidden_case_is_pictured_for_instructors_only(audience: str, pictures: int) -> None:
    """A student's page contains no value of it."""
    graded = Graded(report(WRONG), WORK, {"double": judged(public=False)}, audience)
    made = render_html(graded)
    assert (len(Page(made).all("svg")), "0.625" in made) == (pictures, pictures > 0)


def test_nothing_of_the_references_code_is_pictured() -> None:
    """It took the place of a helper."""
    graded = Graded(report(WRONG), WORK, {"double": judged(public=False, substituted=("a",))}, "instructor")
    assert not Page(render_html(graded)).all("svg")


def test_a_picture_says_what_it_shows() -> None:
    """To those who do not see it."""
    graded = Graded(report(WRONG), WORK, {"double": judged(public=False)}, "instructor")
    labels = [str(svg["aria-label"]) for svg in Page(render_html(graded)).all("svg")]
    said = "12 of 12 numbers differ, most of all [0, 0]: 0 instead of 0.625."
    assert labels[1] == f"Yours: 3\N{MULTIPLICATION SIGN}4 numbers. {said}"


def test_what_is_blank_is_told_once() -> None:
    """A fault or a check says no more than the feedback."""
    sentence = "double is unchanged from the starter: was it left blank?"
    fault = FaultEntry(2, None, None, "unfinished", certain=True, message=sentence, edit=None, code_cell=2)
    blank = function(
        "double", "missing", check("double.seeded", "missing"), feedback=sentence, faults=(fault,)
    )
    page = Page(render_html(Graded(report(blank), WORK)))
    card = page.text.partition("def double")[2]
    assert (card.count(sentence), "Published examples" in card) == (1, False)


def test_an_untouched_notebook_gets_one_sentence() -> None:
    """Instead of a list of what to fix first."""
    blank = [function(name, "missing", feedback=f"{name} is missing.") for name in ("double", "quadruple")]
    page = Page(render_html(Graded(report(*blank), WORK)))
    assert "Nothing is filled in yet: begin with double." in page.text
    assert [each for each in page.all("ol") if each.get("class") == "first"] == []


def test_an_empty_header_of_a_table_is_an_ordinary_cell() -> None:
    """A screen reader would announce it as a header."""
    page = Page(render_html(Graded(report(), notebook(text("| | a |\n|---|---|\n| b | c |")))))
    table = [tag for tag, _ in page.elements if tag in {"th", "td"}][-4:]
    assert table == ["td", "th", "td", "td"]
