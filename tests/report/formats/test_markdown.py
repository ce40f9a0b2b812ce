"""Reports as Markdown."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from grader.report.formats.markdown import escaped, overview_head, overview_row, render_markdown, with_code
from grader.report.line import Line
from grader.report.model import FaultEntry
from tests import reports

if TYPE_CHECKING:
    from grader.report.model import Report

TAGS = {"h2", "p", "code", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}
NOTHING = "\u200b"


class Page(HTMLParser):
    """A page as a reader's browser has it: its tags, and the text in them."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def page(report: Report) -> Page:
    """Return the page of a report."""
    return Page(render_markdown(report))


def rows(report: Report) -> list[list[str]]:
    """Return the rows of the tables, cell by cell."""
    lines = [line for line in render_markdown(report).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if "--" not in line]


def visible(text: str) -> str:
    """Return what can be seen of a text, without spaces."""
    return "".join(character for character in text if character.isprintable() and character != " ")


def test_a_line_of_code_is_set_as_code() -> None:
    """And what a student wrote in it stays text; without a pair of backticks, there is no code."""
    shown = [with_code(text) for text in ("cell 1: `a_b <i> @me`", "one ` alone_")]
    assert shown == ["cell 1: `a_b <i> @me`", "one \\` alone\\_"]
    assert [tag for tag in Page(shown[0]).tags if tag not in TAGS] == []


class TestPage:
    def test_the_title_is_the_verdict(self) -> None:
        """Path and points."""
        assert render_markdown(reports.mixed()).startswith("## a.ipynb: 8 / 24, not passed\n")

    def test_every_function_has_a_row(self) -> None:
        """Mark, name, points, status and cell."""
        assert rows(reports.mixed())[:6] == [
            ["", "function", "points", "status", "cell"],
            ["✅", "right", "4 / 4", "passed", "2"],
            ["❌", "wrong", "4 / 8", "failed", "2"],
            ["❌", "broken", "0 / 4", "error", "2"],
            ["❌", "endless", "0 / 4", "timeout", "2"],
            ["⚪", "absent", "0 / 4", "missing", ""],
        ]

    def test_what_is_wrong_is_said_with_its_place(self) -> None:
        """In the function's feedback, and which checks it lost."""
        text = page(reports.mixed()).text
        assert "wrong (cell 2): The value is squared; add it to itself." in text
        assert "Failed checks: seeded" in text
        assert "right (cell 2)" not in text

    def test_samples_are_a_table(self) -> None:
        """What is there beside what should be."""
        assert ["return", "4", "6"] in rows(reports.mixed())
        assert ["shape", "(3, 2)", "(2, 3)"] in rows(reports.mixed())

    def test_remarks_are_a_list(self) -> None:
        """With their cells."""
        assert "- Remark (cell 3): np.float is gone.\n" in render_markdown(reports.mixed())

    def test_without_a_verdict_the_reason_is_said(self) -> None:
        """And there is no table."""
        found = page(reports.ungradable())
        assert "No verdict. It is no notebook." in found.text
        assert "table" not in found.tags

    def test_every_table_is_one(self) -> None:
        """By the rules of Markdown, not only by its looks."""
        assert page(reports.mixed()).tags.count("table") == 2


class TestSteps:
    def test_a_hint_follows_what_and_where(self) -> None:
        """If nothing else tells the idea."""
        assert "Hint: Count down." in page(reports.mixed()).text

    def test_an_edit_is_code(self) -> None:
        """Only an instructor's report has one; nothing in it ends the block."""
        edit = "--- submitted\n+++ corrected\n@@ -1 +1 @@\n-a\n\n```\n# b\n+<b>"
        fault = FaultEntry(2, 2, 2, "edit", certain=True, message="No.", edit=edit, code_cell=2)
        found = page(reports.report(reports.function("double", "failed", faults=(fault,))))
        assert found.tags.count("pre") == 1
        assert "-a\n\n```\n# b\n+<b>" in found.text


class TestHostileText:
    @pytest.mark.parametrize("text", reports.NASTY)
    def test_text_makes_no_elements(self, text: str) -> None:
        """The page has the elements that it would have with any other text, and no links."""
        found = page(reports.hostile(text))
        assert found.tags == page(reports.hostile("harmless")).tags
        assert set(found.tags) <= TAGS
        assert {name for name, _ in found.attributes} <= {"style"}  # a column's alignment

    @pytest.mark.parametrize("text", reports.NASTY)
    def test_text_is_shown_as_it_is(self, text: str) -> None:
        """But for what can't be seen, and spaces."""
        said = text.encode("utf-8", "replace").decode()
        assert visible(said) in visible(page(reports.hostile(text)).text)

    @pytest.mark.parametrize(
        "text", ["@everyone", "see #12", "http://evil.example", "WWW.evil.example", "a@b.example"]
    )
    def test_hosts_make_no_links_of_text(self, text: str) -> None:
        """Something that nobody sees stands where they would look."""
        assert text not in escaped(text)
        assert escaped(text).replace(NOTHING, "").replace("\\", "") == text

    def test_text_stays_in_its_line(self) -> None:
        """A second line could be anything."""
        assert "\n" not in escaped("a\n\n# b\r\nc\u2028d\x85e")


class TestOverview:
    def test_each_submission_is_a_row(self) -> None:
        """Of one table."""
        lines = [Line.of(each) for each in (reports.mixed(), reports.ungradable(), reports.hostile("|"))]
        found = Page(overview_head() + "".join(map(overview_row, lines)))
        assert (found.tags.count("table"), found.tags.count("tr")) == (1, 4)
        assert "8 / 24" in found.text

    def test_nothing_is_said_of_points_without_a_verdict(self) -> None:
        """The mark is a question."""
        assert overview_row(Line.of(reports.ungradable())).startswith("| ❔ | a.ipynb | - / - | ")
