"""One cell as Jupyter would take it: IPython's syntax set aside, line numbers kept, the broken reported."""

from __future__ import annotations

import ast
import sys
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.extract import cells, parsing
from grader.extract.cells import Broken, Parsed, parse
from grader.extract.submission import Cell


def parsed(source: str) -> Parsed:
    """Parse a cell that parses."""
    result = parse(Cell(0, source))
    assert isinstance(result, Parsed)
    return result


def reason(source: str) -> str:
    """Return why a cell does not parse."""
    result = parse(Cell(0, source))
    assert isinstance(result, Broken)
    return result.reason


def line_of_f(source: str) -> int:
    """Return the line on which a cell defines f."""
    return next(node.lineno for node in ast.walk(parsed(source).tree) if isinstance(node, ast.FunctionDef))


F = "def f():\n    return 1"


class TestPython:
    """Cells without any magic."""

    @pytest.mark.parametrize(
        "source", ["", "\n\n", "# a comment", "x = 1", F, "x = 1;", "a = 5 % 3\nb = a != 2"]
    )
    def test_plain_python_is_left_as_it_is(self, source: str) -> None:
        """Its text is its own."""
        assert parsed(source).text == source

    def test_an_invalid_escape_is_no_warning(self) -> None:
        """A stray backslash in a text is the student's own affair, here where warnings are errors."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert parsed("x = '\\d'").text == "x = '\\d'"

    @pytest.mark.parametrize("source", ["    x = 1\n    y = 2", "\n  x = 1\n  y = 2", ">>> x = 1\n>>> y = 2"])
    def test_an_indented_or_prompted_cell_runs_in_jupyter_and_here(self, source: str) -> None:
        """What is pasted with its indentation or prompts is freed of them."""
        assert [type(node) for node in parsed(source).tree.body] == [ast.Assign, ast.Assign]

    @pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f", " \u200b", "\ufeff "])
    def test_a_pasted_space_is_a_space(self, space: str) -> None:
        """Browsers leave spaces that look like any other, or like nothing."""
        assert line_of_f(f"def f():\n{space * 4}return{space}1") == 1


class TestMagics:
    """Line magics, shell lines and help."""

    @pytest.mark.parametrize(
        "line",
        [
            "%matplotlib inline",
            "%load_ext autoreload",
            "!ls",
            "!pip install numpy > /dev/null",
            "!!ls",
            "?f",
            "f?",
            "f??",
            "np.pad?",
            "  %matplotlib inline".strip(),
            "x = !ls",
            "x = %pwd",
            "%timeit f()",
        ],
    )
    @pytest.mark.parametrize("template", ["{line}\n{f}", "{f}\n{line}", "x = 1\n{line}\n{f}\n{line}"])
    def test_a_definition_beside_ipython_syntax_is_found_on_its_line(self, line: str, template: str) -> None:
        """The cell still parses, and the line numbers are the student's."""
        source = template.format(line=line, f=F)
        assert line_of_f(source) == source.split("\n").index("def f():") + 1

    @pytest.mark.parametrize("blank", ["\n", "\n\n\n", "  \n\t\n"])
    def test_blank_lines_before_a_magic_count(self, blank: str) -> None:
        """IPython drops them; the line numbers stay the student's."""
        source = f"{blank}%matplotlib inline\n{F}"
        assert line_of_f(source) == blank.count("\n") + 2

    def test_a_shell_line_inside_a_function_leaves_the_function(self) -> None:
        """The function is defined; whether it works is seen when it runs."""
        assert line_of_f("def f():\n    !ls\n    return 1") == 1

    @pytest.mark.parametrize("source", ["x = '''\n%d\n''' % 3", "x = (5\n% 3)", 's = """\n!ls\n"""', "# !ls"])
    def test_python_that_looks_like_a_magic_is_python(self, source: str) -> None:
        """A per cent sign may begin a line of an expression or a text."""
        assert parsed(source).text == source

    def test_more_magics_than_can_be_read_in_time_are_too_many(self) -> None:
        """IPython takes quadratic time, so there is an end."""
        found = parse(Cell(0, "!ls\n" * 10), allowance=399)
        assert isinstance(found, Broken)
        assert found.reason == "it has too many magics and shell lines"

    def test_as_many_magics_as_allowed_are_taken(self) -> None:
        """The limit itself is allowed."""
        assert isinstance(parse(Cell(0, "!ls\n" * 10), allowance=400), Parsed)

    def test_all_cells_share_one_allowance(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Many cells that are slow to read are as bad as one."""
        source = "%ls\n" + "x = 1\n" * 10
        monkeypatch.setattr(cells, "MAX_READ_CHARACTERS", 30 * len(source))
        found = cells.parse_all([Cell(n, source) for n in range(40)])
        assert [isinstance(cell, Broken) for cell in found] == [False] * 30 + [True] * 10

    def test_a_syntax_error_beside_a_magic_is_reported(self) -> None:
        """A magic does not excuse the rest of the cell."""
        assert reason("%matplotlib inline\ndef f(:\n    pass") == "line 2: invalid syntax"


class TestCellMagics:
    """A magic for a whole cell."""

    @pytest.mark.parametrize("magic", ["%%time", "%%capture", "%%capture out", "%%prun -q", "%%check"])
    def test_the_body_of_a_python_magic_is_kept(self, magic: str) -> None:
        """It runs in the notebook, on its own lines."""
        assert line_of_f(f"{magic}\n\n{F}") == 3

    @pytest.mark.parametrize(
        "magic",
        [
            *(
                "%%bash",
                "%%sh",
                "%%html",
                "%%javascript",
                "%%writefile f.py",
                "%%latex",
                "%%script python",
                "%%timeit -n 1",
                "%%R",
            )
        ],
    )
    def test_the_body_of_another_magic_is_set_aside(self, magic: str) -> None:
        """It is not the notebook's Python, even where it looks like it."""
        assert parsed(f"{magic}\n{F}").tree.body == []

    def test_blank_lines_before_a_cell_magic_are_allowed(self) -> None:
        """Jupyter allows them too."""
        assert line_of_f(f"\n%%time\n{F}") == 3

    @pytest.mark.parametrize("source", ["%%time", "%%bash", "%%time\n"])
    def test_a_cell_magic_without_a_body_is_empty(self, source: str) -> None:
        """There is nothing to define."""
        assert parsed(source).tree.body == []

    def test_magics_in_the_body_of_a_cell_magic_are_set_aside_too(self) -> None:
        """And the lines still count from the top of the cell."""
        assert line_of_f(f"%%time\n%matplotlib inline\n!ls\n{F}") == 4


class TestBroken:
    """Cells that do not parse."""

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("def f(:\n    pass", "line 1: invalid syntax"),
            ("x = 1\ny = = 2", "line 2: invalid syntax"),
            ("def f():\nreturn 1", "line 2: expected an indented block after function definition on line 1"),
            ("x = (1,\n", "line 1: '(' was never closed"),
            ("x = 'abc", "line 1: unterminated string literal (detected at line 1)"),
            ("def 1():\n    pass", "line 1: invalid syntax"),
            ("print 'hello'", "line 1: Missing parentheses in call to 'print'. Did you mean print(...)?"),
            ("x = 1\x00", "source code string cannot contain null bytes"),
        ],
    )
    def test_the_reason_names_the_line(self, source: str, expected: str) -> None:
        """As Python says it."""
        assert reason(source) == expected

    @pytest.mark.parametrize(
        ("message", "line"),
        [
            ("f-string: expecting '}'", None),
            ("unterminated string literal", """print(f'{x['a']}')"""),
            ("invalid syntax", "x = t'{y}'"),
            ("invalid syntax", "type Shape = tuple"),
            ("expected '('", "def f[T](x):"),
            ("multiple exception types must be parenthesized", "except KeyError, ValueError:"),
        ],
    )
    def test_the_version_is_told_where_a_later_one_may_know_the_syntax(
        self, message: str, line: str | None
    ) -> None:
        """It may have run where the student wrote it."""
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        found = cells._reason(SyntaxError(message, ("<cell>", 3, 1, line)))
        assert found == f"line 3: {message}; graded with Python {version}"

    @pytest.mark.parametrize("line", ["def f(:", "x = 'it's'", "print x", "shift't'", "type(x"])
    def test_the_version_is_not_told_of_what_none_knows(self, line: str) -> None:
        """No Python takes it."""
        assert (
            cells._reason(SyntaxError("invalid syntax", ("<cell>", 3, 1, line))) == "line 3: invalid syntax"
        )

    def test_a_lone_surrogate_is_a_reason(self) -> None:
        """JSON can hold what UTF-8 can't."""
        assert "surrogates not allowed" in reason("x = '\ud800'")

    def test_a_long_cell_is_not_looked_at(self) -> None:
        """A cell of this size holds data, not a solution."""
        limit = parsing.MAX_CHARACTERS
        assert reason("#" * (limit + 1)) == f"it is longer than {limit} characters"

    def test_a_cell_at_the_limit_is_parsed(self) -> None:
        """The limit itself is allowed."""
        assert parsed("#" * parsing.MAX_CHARACTERS).tree.body == []

    @pytest.mark.parametrize(
        "source", ["(" * 5000, "x = " + "-" * 50_000 + "1", "x = " + "1+" * 50_000 + "1"]
    )
    def test_endless_nesting_is_reported(self, source: str) -> None:
        """Whatever Python says of it, it is a reason."""
        assert isinstance(parse(Cell(0, source)), Broken)

    def test_the_cell_itself_is_kept(self) -> None:
        """Its text tells what it meant to define."""
        cell = Cell(3, "def f(:")
        assert parse(cell).cell == cell


@given(st.text(max_size=80) | st.text(alphabet="%!?=>. \n\\()x1'#\t", max_size=60))
def test_any_text_is_parsed_or_broken(source: str) -> None:
    """No text makes parsing raise."""
    assert parse(Cell(0, source)).cell.number == 0


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f", "\u200b", "\ufeff"])
def test_a_space_that_a_browser_left_is_a_plain_one(space: str) -> None:
    """The editor showed the student nothing else, and the course's Jupyter ran it."""
    assert isinstance(parse(Cell(0, f"x = 1 {space}+ 2")), Parsed)


def test_such_a_space_in_a_text_stays() -> None:
    """It is fixed only where Python refuses it."""
    parsed = parse(Cell(0, 'x = "a\u00a0b"'))
    assert isinstance(parsed, Parsed)
    assert "\u00a0" in parsed.text


@pytest.mark.parametrize(
    ("limit", "value", "cells_read"), [("MAX_CHARACTERS", 15, 3), ("MAX_STATEMENTS", 5, 1)]
)
def test_no_more_code_is_read_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int, cells_read: int
) -> None:
    """Cells after that are set aside."""
    monkeypatch.setattr(cells, limit, value)
    found = cells.parse_all([Cell(n, "a;b;c") for n in range(4)])
    assert [isinstance(cell, Parsed) for cell in found] == [n < cells_read for n in range(4)]
