"""Formulas of Markdown cells: shown as MathML, or as text where that can't be; never as anything else."""

from __future__ import annotations

import re

import pytest

from grader.report.formats.markdown_cells import MAX_FORMULAS, render_markdown


def rendered(text: str) -> str:
    """Return a cell without attachments."""
    return render_markdown(text, {}).strip()


def test_a_formula_in_a_line() -> None:
    """Its source is the text alternative."""
    assert rendered("so $x_i<b$ holds") == (
        '<p>so <math display="inline" alttext="x_i&lt;b"><mrow><msub><mi>x</mi><mi>i</mi></msub>'
        "<mo>&lt;</mo><mi>b</mi></mrow></math> holds</p>"
    )


@pytest.mark.parametrize(
    "text",
    ["$$a = 1$$", "$$\na = 1\n$$", r"\begin{equation}a = 1\end{equation}", "in a line $$a = 1$$ as well"],
)
def test_a_formula_by_itself(text: str) -> None:
    """As Jupyter shows it: in a line of its own."""
    assert '<math display="block"' in rendered(text)


@pytest.mark.parametrize(
    "latex",
    [
        r"\newcommand{\a}{xx}\newcommand{\b}{\a\a}\b",
        r"\def\a{\a\a}\a",
        "a_b_c",
        "{" * 1500,
        "x^{" * 600 + "}" * 600,
        "x" * 2001,
    ],
)
def test_what_can_not_be_converted_is_text(latex: str) -> None:
    """Definitions, mistakes, and what is too deep or too long."""
    assert rendered(f"${latex}$") == f"<p>${latex}$</p>"


@pytest.mark.parametrize(
    "latex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{position:fixed}{x}",
        r"\class{verdict}{x}",
        r"\color{white}{x}",
        r"\hspace{-500em}x",
        r"\text{<script>alert(1)</script>}",
        r"\text{&lt;img src=x onerror=alert(1)&gt;}",
        r"\text{&amp;lt;script&amp;gt;}",
    ],
)
def test_only_mathematics_comes_out(latex: str) -> None:
    """No links, styles, classes, colours, large moves, nor elements out of a text."""
    found = re.sub(r' alttext="[^"]*"', "", rendered(f"${latex}$"))
    assert set(re.findall(r"<(/?\w+)", found)) <= {f"{end}{n}" for n in NAMES for end in ("", "/")}
    assert set(re.findall(r"<[^>]* (\w+)=", found)) <= {"display"}


NAMES = ("p", "math", "mrow", "mi", "mtext", "mstyle", "mspace")


def test_prices_are_no_formulas() -> None:
    """As in Jupyter."""
    assert rendered("from $5 to $6") == "<p>from $5 to $6</p>"


def test_too_many_formulas_are_text() -> None:
    """A cell of nothing else takes no longer than any."""
    found = rendered("$x+y$ " * MAX_FORMULAS)
    assert found.count("<math") == MAX_FORMULAS // len("x+y")


def test_its_own_element_gives_nothing_else() -> None:
    """What a student writes as one is a formula, or text."""
    assert rendered("<x-inline><b>q</b>z</x-inline>") == "<p>$qz$</p>"
