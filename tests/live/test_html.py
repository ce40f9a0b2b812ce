"""What a check found, as HTML."""

from __future__ import annotations

from grader.live.html import as_html
from grader.live.result import Checked


def test_the_style_comes_with_it() -> None:
    """A notebook has no style sheet of ours."""
    assert ".grader-check" in as_html(Checked()).partition("</style>")[0]


def test_a_remark_is_escaped() -> None:
    """It may quote a student's text."""
    assert "&lt;b&gt;" in as_html(Checked(remarks=("<b>",)))


def test_it_shows_its_own_colours_in_every_theme() -> None:
    """JupyterLab, VS Code (also with high contrast) and Colab name a dark theme in different ways."""
    style = as_html(Checked()).partition("</style>")[0]
    dark = style[style.index("body[data-jp-theme-light") :].partition("{")[0]
    for theme in ('"false"', "vscode-dark", "vscode-high-contrast", 'html[theme="dark"]'):
        assert theme in dark
    assert "background: var(--page)" in style
    assert "var(--jp-content-font-color" not in style


def test_it_needs_no_script_and_nothing_from_elsewhere() -> None:
    """A notebook that is not trusted runs no script; a frame of its own has no address to load from."""
    html = as_html(Checked(remarks=("a remark",))).casefold()
    assert not [
        part for part in ("<script", "<link", "<iframe", "@import", "url(", "http", " on") if part in html
    ]
