"""What a check found, as text and as HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import numpy as np
import pytest

from grader.live.html import as_html
from grader.live.result import Bar, Checked, Finding, Line
from grader.live.text import as_text, hidden_sentence
from grader.report.model import CheckEntry
from grader.report.pictures import Picture

if TYPE_CHECKING:
    from collections.abc import Callable


def entry(status: str = "failed", message: str = "f: return is 3, but should be 4.") -> CheckEntry:
    samples = (
        ({"return": 4, "return[1]": 5}, {"return": 3, "return[1]": 5}) if status == "failed" else (None, None)
    )
    return CheckEntry("f.seeded", "seeded", "public", status, 0.0, 4.0, message, *samples, "Add <one>.")


def finding(
    status: str = "failed", *lines: Line, picture: Picture | None = None, printed: str = ""
) -> Finding:
    return Finding("f", status, "A headline.", 0.0, 4.0, 10.0, lines, picture, printed, ("A note.",))


WRONG = Line("It is right", entry(), "return is 3, but should be 4.", "It <matters>.")
HOLDS = Line("It holds", entry("passed"), "", "Nobody needs to know.")
WAITS = Line("It waits", entry(), "", "Not now.", waits=True)
PICTURE = Picture("return[:, :]", np.zeros((2, 3)), np.eye(2, 3))
EVERYTHING = Checked(
    (finding("failed", WRONG, HOLDS, WAITS, picture=PICTURE, printed="<script>x</script>"),),
    "A title",
    Bar(10.0, 20.0, 100.0, 80.0),
)


class Balance(HTMLParser):
    """Finds out whether every element is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


class TestBoth:
    """Whichever way it is shown."""

    @pytest.mark.parametrize("render", [as_text, as_html])
    @pytest.mark.parametrize(
        "part",
        ["A title", "A headline.", "It is right", "return is 3, but should be 4.", "A note.", "It holds"],
    )
    def test_all_parts_are_there(self, render: Callable[[Checked], str], part: str) -> None:
        """What holds, what does not, where."""
        assert part in render(EVERYTHING)

    @pytest.mark.parametrize("render", [as_text, as_html])
    def test_what_waits_says_for_what(self, render: Callable[[Checked], str]) -> None:
        """And no more."""
        assert "It waits: no credit until another check passes" in render(EVERYTHING)
        assert "Not now." not in render(EVERYTHING)

    @pytest.mark.parametrize("render", [as_text, as_html])
    def test_why_it_matters_is_for_what_does_not_hold(self, render: Callable[[Checked], str]) -> None:
        """The rest is quiet."""
        assert "Why it matters" in render(EVERYTHING)
        assert "Nobody needs to know." not in render(EVERYTHING)

    @pytest.mark.parametrize("render", [as_text, as_html])
    def test_a_remark_takes_the_place_of_findings(self, render: Callable[[Checked], str]) -> None:
        """Nothing else is shown then."""
        shown = render(Checked(remarks=("There is nothing.",)))
        assert "There is nothing." in shown
        assert "Hidden cases" not in shown

    @pytest.mark.parametrize("render", [as_text, as_html])
    def test_hidden_cases_are_spoken_of(self, render: Callable[[Checked], str]) -> None:
        """With the points that they decide."""
        assert "decide 6 more" in " ".join(render(Checked((finding("passed"),))).split())

    def test_where_nothing_is_hidden_nothing_is_said(self) -> None:
        """All is public."""
        assert hidden_sentence(Checked((Finding("f", "passed", "Yes.", 4.0, 4.0, 4.0),))) == ""


class TestHtml:
    """In a notebook."""

    def test_it_is_well_formed(self) -> None:
        """Every element is closed."""
        balance = Balance()
        balance.feed(as_html(EVERYTHING))
        assert balance.open == []

    def test_what_a_student_wrote_is_escaped(self) -> None:
        """It may be a script."""
        shown = as_html(EVERYTHING)
        assert "<script>" not in shown
        assert "&lt;script&gt;x&lt;/script&gt;" in shown
        assert "Add &lt;one&gt;." in shown

    def test_code_in_a_message_is_set_as_code(self) -> None:
        """And still escaped."""
        line = Line("It is right", entry(), "Raised (line 1: `a < b`).")
        assert "Raised (line 1: <code>a &lt; b</code>)." in as_html(Checked((finding("failed", line),)))

    def test_rows_that_differ_are_marked(self) -> None:
        """Beside those that agree."""
        assert re.findall(r'<tr class="(\w+)">', as_html(EVERYTHING)) == ["wrong", "same"]

    def test_a_picture_contains_its_numbers(self) -> None:
        """And says in words what it shows."""
        shown = as_html(EVERYTHING)
        assert re.findall(r'<svg role="img" aria-label="(\w+)', shown) == ["Expected", "Yours", "Difference"]
        assert shown.count("<text") == 18

    def test_a_large_picture_is_an_image_of_its_own(self) -> None:
        """Nothing is loaded from anywhere."""
        large = Picture("return[:, :]", np.zeros((20, 30)), np.eye(20, 30))
        sources = re.findall(r'src="([^"]{14})', as_html(Checked((finding("failed", WRONG, picture=large),))))
        assert sources == ["data:image/png"] * 3

    def test_a_picture_says_which_plane_it_shows(self) -> None:
        """As a reader would index it."""
        assert "<code>return[:, :]</code>" in as_html(EVERYTHING)

    def test_a_bar_shows_parts_of_the_whole(self) -> None:
        """In percent."""
        shown = as_html(EVERYTHING)
        assert re.findall(r'class="(?:earned|open|mark)" style="\w+:([\d.]+)%"', shown) == [
            "10.0",
            "20.0",
            "80.0",
        ]

    def test_a_notebook_shows_both(self) -> None:
        """Which one is its choice."""
        assert (EVERYTHING._repr_html_(), repr(EVERYTHING)) == (as_html(EVERYTHING), as_text(EVERYTHING))


class TestText:
    """Elsewhere."""

    def test_a_bar_is_drawn(self) -> None:
        """Earned, open, still to do; the pass mark is a stroke."""
        assert "[████▒▒▒▒▒▒▒▒····················|········]" in as_text(EVERYTHING)

    def test_a_picture_is_a_map(self) -> None:
        """Where it differs."""
        assert "      x . .\n      . x ." in as_text(EVERYTHING)

    def test_what_it_printed_is_told(self) -> None:
        """Under its own heading."""
        assert "It printed:\n      <script>x</script>" in as_text(EVERYTHING)

    def test_of_a_function_that_holds_one_line_is_enough(self) -> None:
        """And the notes."""
        shown = as_text(Checked((finding("passed", HOLDS, printed="noise"),)))
        assert shown.startswith("✓ f                           0 / 4  A headline.\n    A note.\n\nThese are")
