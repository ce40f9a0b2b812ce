"""Slicing: the graded definitions and what they need, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.extract import defined_names, defined_parameters
from grader.extract.submission import Cell, Diagnostic
from tests.extract.programs import program, submission, taken, value

F = "def f():\n    return 1"


class TestWhatCounts:
    """Which definition of a graded name is the student's answer."""

    @pytest.mark.parametrize(
        "source",
        [
            "def f(): return 7",
            "@staticmethod\ndef f(): return 7",
            "f = lambda: 7",
            "def g(): return 7\nf = g",
            "from functools import partial\nf = partial(int, '7')",
            "class F:\n    def __call__(self): return 7\nf = F()",
            "class G:\n    @staticmethod\n    def f(): return 7\nf = G.f",
            "def make():\n    def f(): return 7\n    return f\nf = make()",
            "f = g = lambda: 7",
            "(f := lambda: 7)",
            "f, g = (lambda: 7), None",
            "if True:\n    def f(): return 7\nelse:\n    def f(): return 8",
            "try:\n    def f(): return 7\nexcept ImportError:\n    pass",
            "import contextlib\nwith contextlib.nullcontext():\n    def f(): return 7",
            "for n in [1]:\n    def f(): return 7",
            "f: object = lambda: 7",
            "def f(): return 6\nold = f\ndef f(): return old() + 1",
            "def f(): return 3\ndef twice(g):\n    return lambda: 2 * g() + 1\nf = twice(f)",
            "x = 1; f = lambda: 7",
            "match 1:\n    case 1:\n        def f(): return 7",
        ],
    )
    def test_a_name_can_be_defined_in_many_ways(self, source: str) -> None:
        """Whatever makes it callable in the notebook makes it callable here."""
        assert value(source) == 7

    def test_an_async_function_is_a_definition(self) -> None:
        """What calling it gives is another matter."""
        assert taken("async def f(): return 7") == ["async def f(): return 7"]

    def test_a_class_is_a_definition(self) -> None:
        """Some assignments grade classes."""
        assert taken("class f:\n    x = 1") == ["class f:\n    x = 1"]

    def test_the_last_definition_of_a_cell_counts(self) -> None:
        """As in Jupyter, when the cell is run."""
        assert value("def f(): return 6\ndef f(): return 7") == 7

    def test_the_last_definition_of_the_notebook_counts(self) -> None:
        """As in Jupyter, when all cells are run."""
        assert program("def f(): return 6", "x = 1", "def f(): return 7").definitions["f"].cell == 2

    def test_a_later_definition_that_is_wrong_counts_all_the_same(self) -> None:
        """The grader does not choose the better one."""
        assert value("def f(): return 7", "def f(): return None") is None

    def test_a_later_redefinition_of_a_helper_counts(self) -> None:
        """The function sees the helper that the notebook ends with."""
        assert value("def g(): return 6", "def f(): return g()", "def g(): return 7") == 7

    def test_the_statements_keep_their_order(self) -> None:
        """They run as they did in the notebook."""
        assert taken("a = 1", "b = a", "def f(): return c", "c = b") == [
            "a = 1",
            "b = a",
            "def f(): return c",
            "c = b",
        ]

    def test_text_cells_define_nothing(self) -> None:
        """A solution quoted in a text is no solution."""
        assert program(Cell(0, F, is_code=False)).definitions == {}

    def test_each_graded_name_has_its_own_definition(self) -> None:
        """In the order of the assignment, whatever that of the notebook."""
        found = program("def g(): pass", "def f(): pass", graded=("f", "g"))
        assert list(found.definitions) == ["f", "g"]

    def test_a_function_nested_in_another_is_no_definition(self) -> None:
        """Nobody outside could call it."""
        assert program("def g():\n    def f(): return 1").definitions == {}

    def test_a_method_is_no_definition(self) -> None:
        """Nobody could call it without its class."""
        assert program("class G:\n    def f(self): return 1").definitions == {}

    def test_an_attribute_is_no_definition(self) -> None:
        """`m.f = …` binds nothing at the top level."""
        assert program("import math as m\nm.f = lambda: 1").definitions == {}


class TestWhatComesAlong:
    """What a graded function needs."""

    @pytest.mark.parametrize(
        ("cells", "expected"),
        [
            (["import math", "def f(): return math.floor(7.5)"], 7),
            (["import math as m", "def f(): return m.floor(7.5)"], 7),
            (["from math import floor", "def f(): return floor(7.5)"], 7),
            (["import os.path", "def f(): return len(os.path.join('abc', 'def'))"], 7),
            (["N = 7", "def f(): return N"], 7),
            (["N: int = 7", "def f(): return N"], 7),
            (["A, B = 3, 4", "def f(): return A + B"], 7),
            (["N = 6", "N += 1", "def f(): return N"], 7),
            (["def g(): return 7", "def f(): return g()"], 7),
            (["def h(): return 7", "def g(): return h()", "def f(): return g()"], 7),
            (["def f(): return g()", "def g(): return 7"], 7),
            (["class G:\n    x = 7", "def f(): return G.x"], 7),
            (["class B:\n    x = 7", "class G(B): pass", "def f(): return G().x"], 7),
            (["def d(g): return lambda: g() + 1", "@d\ndef f(): return 6"], 7),
            (["N = 7", "def f(a=N): return a"], 7),
            (["N = 7", "def f(*, a=N): return a"], 7),
            (["T = int", "def f() -> T: return 7"], 7),
            (["N = 7", "def f():\n    def g(): return N\n    return g()"], 7),
            (["N = 7", "def f(): return [N for _ in range(1)][0]"], 7),
            (["N = 7", "def f(): return (lambda: N)()"], 7),
            (["N = 7", "class G:\n    def m(self): return N", "def f(): return G().m()"], 7),
            (["D = {}", "D['a'] = 7", "def f(): return D['a']"], 7),
            (["L = []", "L.append(7)", "def f(): return L[0]"], 7),
            (["D = {}", "D.update(a=7)", "def f(): return D['a']"], 7),
            (["L = []\nfor n in range(7):\n    L = [*L, n]", "def f(): return len(L)"], 7),
            (["import types\nm = types.SimpleNamespace()", "m.x = 7", "def f(): return m.x"], 7),
            (["from math import *", "def f(): return floor(7.5)"], 7),
            (["if True:\n    N = 7\nelse:\n    N = 8", "def f(): return N"], 7),
            (["try:\n    import nowhere\nexcept ImportError:\n    N = 7", "def f(): return N"], 7),
            (["[N := n for n in range(8)]", "def f(): return N"], 7),
            (["N = 6", "def f():\n    global N\n    N += 1\n    return N"], 7),
            (["def f():\n    global N\n    N = 7\n    return N"], 7),
            (["N = 6", "def g():\n    global N\n    N += 1", "def f(): return g() or 7"], 7),
            (["D = {}", "def d(g): D[0] = g", "@d\ndef h(): return 7", "def f(): return D[0]()"], 7),
            (
                ["D = {}", "def d(n):\n    def e(g): D[n] = g\n    return e",
                 "@d(3)\ndef h(): return 7", "def f(): return D[3]()"],
                7,
            ),
            (["D = {}", "def d(n, g): D.update({n: g})", "d(3, 7)", "def f(): return D[3]"], 7),
            (["N = 6", "def d():\n    global N\n    N += 1", "d()", "def f(): return N"], 6),
            (["def f(n=7): return n if n == 7 else f(7)"], 7),
            (["def g(n): return n == 0 or h(n)\ndef h(n): return g(n - 1)", "def f(): return 7 * g(4)"], 7),
            (["a = 3; b = 4", "def f(): return a + b"], 7),
            (["a = 3; b = (1,\n 4)", "def f(): return a + b[1]"], 7),
            (["f = lambda: g()", "g = lambda: 7"], 7),
            (["def g(): return 7", "f = g"], 7),
            (["def f(): return f.n", "f.n = 7"], 7),
        ],
    )  # fmt: skip
    def test_what_is_needed_comes_along(self, cells: list[str], expected: Any) -> None:
        """Called alone, the function gives what it gives in the notebook."""
        assert value(*cells) == expected

    def test_a_shim_for_numpy_comes_along(self) -> None:
        """`np.float = float` makes an old notebook work on a new NumPy, and is the student's right."""
        source = ["import numpy as np", "np.float = float", "def f(): return np.float(7)"]
        assert taken(*source) == source

    def test_every_binding_of_a_needed_name_comes_along(self) -> None:
        """A later one may build on an earlier one."""
        assert taken("N = 1", "N = N + 1", "def f(): return N") == ["N = 1", "N = N + 1", "def f(): return N"]

    def test_what_is_not_needed_stays_behind(self) -> None:
        """Data, plots and other functions are no part of it."""
        assert taken("import os", "M = 1", "def g(): return M", F, "import sys") == [F]

    def test_a_parameter_is_not_a_need(self) -> None:
        """It shadows the name of the top level."""
        assert taken("x = 1", "def f(x): return x") == ["def f(x): return x"]

    def test_the_variable_of_a_comprehension_is_not_a_need(self) -> None:
        """It has a scope of its own."""
        assert taken("n = 1", "def f(): return [n for n in range(3)]") == [
            "def f(): return [n for n in range(3)]"
        ]

    def test_a_local_variable_is_not_a_need(self) -> None:
        """It shadows the name of the top level, too."""
        assert taken("x = 1", "def f():\n    x = 2\n    return x") == ["def f():\n    x = 2\n    return x"]

    def test_the_names_used_on_the_way_are_known(self) -> None:
        """They tell which helpers a function needs."""
        found = program("def g(): return h()", "def h(): return 1", "def f(): return g()")
        assert found.definitions["f"].uses == {"g", "h"}

    def test_a_star_import_comes_along_for_a_name_of_unknown_origin(self) -> None:
        """Any module may hold it."""
        assert taken("from math import *", "def f(): return sqrt(4)") == [
            "from math import *",
            "def f(): return sqrt(4)",
        ]

    def test_a_star_import_stays_behind_where_every_name_is_accounted_for(self) -> None:
        """A function of known names needs no more."""
        assert taken("from math import *", "N = 1", "def f(): return N") == ["N = 1", "def f(): return N"]

    def test_a_star_import_of_a_course_helper_binds_nothing(self) -> None:
        """The stub is empty, so nothing needs it."""
        source = "def f(): return sqrt(4)"
        assert taken("from public_tests import *", source, stubs={"public_tests": ()}) == [source]

    def test_a_star_import_of_a_stub_comes_along_for_what_it_exports(self) -> None:
        """Its exports are known."""
        cells = ("from helpers import *", "def f(): return norm(4)")
        assert taken(*cells, stubs={"helpers": ("norm",)}) == list(cells)


class TestWhatStaysBehind:
    """Uses: tests, training, plots, downloads. A graded function never sees what only they bind."""

    @pytest.mark.parametrize(
        "use",
        [
            "Z = f()",
            "Z, cache = f(), 1",
            "Z = f() + 1",
            "Z = [f() for _ in range(3)]",
            "if True:\n    Z = f()",
            "for n in range(3):\n    Z = f()",
            "with open('x') as Z:\n    f()",
            "try:\n    Z = f()\nexcept NameError:\n    Z = 1",
            "Z = 1\nf(Z)",
            "Z = 1\nprint(f(Z))",
            "Z = 1\nassert f(Z) == 1",
            "import random\nZ = random.random()\nf(Z)",
            "Z = !ls",
            "Z = %pwd",
            "Z = get_ipython().getoutput('ls')",
            "if __name__ == '__main__':\n    Z = 1",
            "if '__main__' == __name__:\n    Z = 1",
        ],
    )
    def test_what_only_a_use_binds_is_not_picked_up(self, use: str) -> None:
        """A blank that returns a name of the test cell must not be paid."""
        blank = "def f(x=0):\n    return Z"
        assert [s for s in taken(blank, use) if "Z" in s and s != blank] == []

    @pytest.mark.parametrize(
        "use", ["Z = f(1)", "Z = 1\nprint(f(Z))", "for n in range(3):\n    Z = f(n)", "Z = 1\nW = f(Z)"]
    )
    def test_a_use_below_the_definition_in_its_cell_stays_behind(self, use: str) -> None:
        """Many students test in the cell where they define."""
        blank = "def f(x=0):\n    return Z"
        assert taken(f"{blank}\n{use}") == [blank]

    def test_a_test_cell_of_nbgrader_stays_behind(self) -> None:
        """Even where it calls nothing graded."""
        assert taken("def f(): return Z", Cell(1, "Z = 1", is_test=True)) == ["def f(): return Z"]

    def test_a_function_of_a_test_cell_is_a_definition(self) -> None:
        """Nothing happens when it is defined."""
        assert taken(Cell(0, "def g(): return 1", is_test=True), "def f(): return g()") == [
            "def g(): return 1",
            "def f(): return g()",
        ]

    def test_another_graded_function_called_is_a_use(self) -> None:
        """The chapter on the next function begins with the values of the last."""
        assert taken("def g(): return 1", "A = g()", "def f(): return A", graded=("f", "g")) == [
            "def f(): return A"
        ]

    def test_a_constant_above_the_definition_comes_along_although_the_cell_tests(self) -> None:
        """It was there before the function."""
        source = "N = 7\ndef f():\n    return N\nprint(f())"
        assert taken(source) == ["N = 7", "def f():\n    return N"]

    def test_a_constant_above_the_definition_comes_along_although_it_is_passed_too(self) -> None:
        """What stands above the function was not made for its test."""
        source = "N = 7\ndef f(x=0):\n    return N\nprint(f(N))"
        assert taken(source) == ["N = 7", "def f(x=0):\n    return N"]

    def test_a_constant_below_the_definition_that_is_no_test_input_comes_along(self) -> None:
        """Only what is passed to a graded function is an input."""
        assert taken("def f(x=0):\n    return N\nN = 7\nx = 1\nf(x)") == [
            "def f(x=0):\n    return N",
            "N = 7",
        ]

    def test_the_inputs_of_a_test_below_the_definition_stay_behind(self) -> None:
        """They are passed to the graded function by their cell."""
        assert taken("def f(x=0):\n    return x + y\ny = 7\nf(y)") == ["def f(x=0):\n    return x + y"]

    def test_a_script_of_one_cell_keeps_definitions_and_uses_apart(self) -> None:
        """Scripts often have no cells at all."""
        source = (
            "import math\n"
            "N = 7\n\n"
            "def f(x=0):\n    return math.floor(N + x)\n\n"
            "x = 1\n"
            "Z = f(x)\n"
            "def g(x=0):\n    return f(x) + Z\n"
            "print(g(x))\n"
        )
        cell = Cell(None, source)
        assert taken(cell, name="g", graded=("f", "g")) == [
            "import math",
            "N = 7",
            "def f(x=0):\n    return math.floor(N + x)",
            "def g(x=0):\n    return f(x) + Z",
        ]

    @pytest.mark.parametrize(
        "statement",
        [
            "print('hello')",
            "plt.show()",
            "np.random.seed(1)",
            "model.fit(x)",
            "shutil.rmtree('/tmp')",
            "os.remove('f')",
            "f",
            "'text'",
            "!rm -rf /",
            "%matplotlib inline",
            "assert True",
            "del f",
            "raise SystemExit",
            "f?",
            "...",
        ],
    )
    def test_a_statement_for_its_effect_alone_stays_behind(self, statement: str) -> None:
        """It binds nothing that a function could need."""
        source = "import numpy as np, os, shutil\nimport matplotlib.pyplot as plt\nmodel = x = 1"
        body = "def f(): return np, os, shutil, plt, model"
        assert taken(source, body, statement)[-1] == body

    def test_a_function_that_deletes_comes_along_only_if_it_is_needed(self) -> None:
        """Nobody calls it."""
        assert taken("import shutil\ndef clean(): shutil.rmtree('/')", F) == [F]


class TestPlaces:
    """Where a definition stands."""

    @pytest.mark.parametrize(
        ("source", "line"),
        [
            (F, 1),
            (f"\n\n{F}", 3),
            (f"x = 1\n{F}", 2),
            (f"@staticmethod\n{F}", 1),
            (f"@staticmethod\n@staticmethod\n\n{F}", 1),
            (f"# a comment\n\n{F}", 3),
            (f"%matplotlib inline\n{F}", 2),
            (f"\n%%time\n{F}", 3),
            ("x = 1; f = 2", 1),
            ("x = (1,\n     2); f = 3", 2),
            (f"x = '''\n\n'''\n{F}", 4),
            (f"x = 1\x0c\n{F}", 2),
            (f"x = '\u2028'\n{F}", 2),
        ],
    )
    def test_a_line_is_counted_in_its_cell(self, source: str, line: int) -> None:
        """A decorated function starts at its first decorator."""
        assert program("x = 0", source).definitions["f"].last.line == line

    def test_a_line_of_a_script_is_counted_in_the_file(self) -> None:
        """The cell of a script knows where it starts."""
        cells = (Cell(None, "x = 1\n", line=1), Cell(None, f"# %%\n{F}", line=10))
        assert program(*cells).definitions["f"].last.line == 11

    def test_a_definition_knows_its_cell(self) -> None:
        """By the number in the notebook, cells of text included."""
        assert program(Cell(0, "text", is_code=False), F).definitions["f"].cell == 1

    def test_a_definition_in_a_script_has_no_cell(self) -> None:
        """The report says null."""
        assert program(Cell(None, F)).definitions["f"].cell is None

    def test_code_of_a_cell_runs_under_the_cells_name(self) -> None:
        """So that a traceback leads back to it."""
        assert program("x = 1", F).definitions["f"].last.origin == "<cell 1>"

    def test_code_of_a_script_runs_under_the_scripts_name(self) -> None:
        """There is only one."""
        assert program(Cell(None, F)).definitions["f"].last.origin == "<script>"

    def test_the_source_is_the_students_own_text(self) -> None:
        """Comments and layout included, so that lines in it count right."""
        source = "def f( ) :\n\n    # why\n    return   1  # because"
        assert taken(source) == [source]


class TestBrokenCells:
    """A cell that does not parse."""

    def test_a_broken_cell_costs_only_itself(self) -> None:
        """The other cells are graded."""
        assert value("def g(:", "def f(): return 7") == 7

    def test_a_broken_cell_is_remarked_upon(self) -> None:
        """With its number and the reason."""
        assert program(F, "def g(:").diagnostics == (
            Diagnostic("warning", 1, "cell 1 was ignored: line 1: invalid syntax."),
        )

    def test_a_broken_part_of_a_script_is_called_by_its_line(self) -> None:
        """It has no number."""
        found = program(Cell(None, F), Cell(None, "# %%\ndef g(:", line=7))
        assert found.diagnostics[0].message == "the section from line 7 was ignored: line 2: invalid syntax."

    @pytest.mark.parametrize("source", ["def f(:", "x = 1\ndef f(a):\nreturn 1", "f = = 1"])
    def test_a_function_in_a_broken_cell_is_missing_for_that_reason(self, source: str) -> None:
        """The student learns why it is not found."""
        assert program(source).missing["f"].startswith("is not defined, because cell 0 does not parse: line ")

    def test_an_earlier_definition_counts_if_the_later_one_is_broken(self) -> None:
        """The broken cell would not run in Jupyter either."""
        assert program("def f(): return 7", "def f(:").definitions["f"].cell == 0

    def test_a_function_that_is_nowhere_is_missing(self) -> None:
        """A broken cell elsewhere is not to blame."""
        assert program("def g(:", "x = 1").missing == {"f": "is not defined in the notebook."}

    @pytest.mark.parametrize("cells", [[], [""], ["\n"], [Cell(0, F, is_code=False)]])
    def test_a_submission_without_code_lacks_every_function(self, cells: list[Any]) -> None:
        """It is no error."""
        assert list(program(*cells).missing) == ["f"]

    @pytest.mark.parametrize(
        "statement", ["return 1", "break", "continue", "nonlocal x", "await f()", "yield"]
    )
    def test_a_statement_that_jupyter_refuses_costs_only_itself(self, statement: str) -> None:
        """It parses, but would not run."""
        assert value(f"{statement}\ndef f(): return 7") == 7


class TestNoSurprises:
    """Nothing that a student can write makes extraction raise."""

    @pytest.mark.parametrize(
        "source",
        [
            f"x = 1; y = {'1 + ' * 1500}1",
            f"y = f() + {'1 + ' * 1500}1",
            f"def f(): return {'1 + ' * 1500}1",
            f"def f(): return {'-' * 800}1",
            f"def f(): return {'[' * 90}{']' * 90}",
            f"def f(): return x{'.a' * 1500}",
            f"x{'.a' * 1500} = 1\ndef f(): return x",
            "x = 1\n" * 3000,
            "".join(f"def g{n}(): return g{n + 1}()\n" for n in range(1500)) + "def f(): return g0()",
            "async def f():\n    async with a as b: yield",
            "class f(metaclass=f): f = f",
            "def f(f=lambda f: f): return f",
            "global f\nf = 1",
            "import f.g.h as f",
            "from f import f as f",
            "ﬁ = 1\ndef f(): return fi",
            "def f(x=(yield)): pass",
            "f = f = f",
            "for f in f: f = f",
            "del f, f",
        ],
    )
    def test_a_strange_program_is_extracted(self, source: str) -> None:
        """And blanks are looked for in it."""
        found = program(source, starter={"f": ""}, stubs={"m": ("f",)})
        assert set(found.definitions) | set(found.missing) == {"f"}
        assert [d.blank is None or isinstance(d.blank, str) for d in found.definitions.values()] in (
            [],
            [True],
        )

    statements = st.sampled_from(
        [
            *(
                "def f():\n    return a",
                "f = a",
                "a = f()",
                "a = b = 1",
                "a += 1",
                "del a",
                "import a",
                "pass",
            ),
            *(
                "from m import *",
                "@a\ndef f(b=c): return [a for a in b]",
                "class f(a):\n    b = c",
                "a.b = c",
            ),
            *(
                "if a:\n    f = b\nelse:\n    c = f()",
                "%time f()",
                "!ls",
                "a = !ls",
                "f?",
                "return a",
                "def f(:",
            ),
            *(
                "try:\n    f = a\nexcept b as c:\n    pass",
                "with a as f: pass",
                "for f in a: b = f",
                "global f",
            ),
            *(
                "[f := a for a in b]",
                "a; f = 1; b = 2",
                "b['a'] = f",
                "a.append(f(b))",
                "lambda: f",
                "'doc'",
                "",
            ),
        ]
    )

    @given(st.lists(st.lists(statements, max_size=5), max_size=4), st.booleans())
    def test_any_soup_of_statements_is_extracted(self, soup: list[list[str]], is_test: bool) -> None:
        """Each graded name is found or missing, and what is found can be looked at."""
        cells = [Cell(n, "\n".join(lines), is_test=is_test and n % 2 == 0) for n, lines in enumerate(soup)]
        found = program(*cells, graded=("f", "a"), stubs={"m": ("b",)})
        assert sorted([*found.definitions, *found.missing]) == ["a", "f"]

    @given(st.lists(st.lists(statements, max_size=5), max_size=4))
    def test_statements_come_in_the_order_of_the_notebook(self, soup: list[list[str]]) -> None:
        """By cell, then by line."""
        for definition in program(*("\n".join(lines) for lines in soup)).definitions.values():
            places = [(s.cell, s.line) for s in definition.statements]
            assert places == sorted(places)

    @given(st.lists(st.lists(statements, max_size=5), max_size=4))
    def test_the_last_definition_is_among_the_statements(self, soup: list[list[str]]) -> None:
        """It is what is run."""
        for definition in program(*("\n".join(lines) for lines in soup)).definitions.values():
            assert definition.last in definition.statements

    @given(st.text(max_size=60))
    def test_any_text_is_extracted(self, source: str) -> None:
        """No text makes it raise."""
        assert sorted([*program(source).definitions, *program(source).missing]) == ["f"]


class TestDefinedNames:
    """What an assignment is recognised by."""

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("def f(): pass", {"f"}),
            ("async def f(): pass", {"f"}),
            ("class F: pass", {"F"}),
            ("f = 1", {"f"}),
            ("x == 1", set()),
            ("    def f(): pass", set()),
            ("f(x)", set()),
            ("def f(:\n    broken", {"f"}),
            ("import f", set()),
            ("def f(): pass\ng = f", {"f", "g"}),
        ],
    )
    def test_a_name_is_defined_by_def_class_or_assignment(self, source: str, expected: set[str]) -> None:
        """In broken cells too: it tells what was meant."""
        assert defined_names(submission(source)) == expected

    def test_texts_define_no_names(self) -> None:
        """Only code counts."""
        assert defined_names(submission(Cell(0, F, is_code=False))) == set()

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("def f(): pass", {"f": set()}),
            ("def f(a, b=2, *c, d: int, **e): pass", {"f": {"a", "b", "c", "d", "e"}}),
            ("async def f(\n    a,\n    b=g(),\n): pass", {"f": {"a", "b"}}),
            ("f = lambda a, *b: 1\ng = lambda: 2", {"f": {"a", "b"}, "g": set()}),
            ("def f(a:\n    broken", {"f": {"a"}}),
            ("def f(a): pass\ndef f(b): pass", {"f": {"b"}}),
            ("f = g(a)\nclass G(b): pass", {}),
        ],
    )
    def test_a_function_defines_parameters(self, source: str, expected: dict[str, set[str]]) -> None:
        """The last definition counts."""
        assert defined_parameters(submission(source)) == expected


PAGE = (
    """import numpy as np
import matplotlib.pyplot as plt
from public_tests import *

%matplotlib inline
plt.rcParams["figure.figsize"] = (5.0, 4.0)
%load_ext autoreload
np.random.seed(1)""",
    """# GRADED FUNCTION: f
def f(X=np.ones(2), pad=1):
    return float(np.pad(X, pad).sum() + EXTRA)""",
    """np.random.seed(1)
x = np.random.randn(4)
x_pad = f(x, 3)
print(x_pad)
plt.imshow(x_pad)
f_test(f)""",
    "EXTRA = 5",
)


def test_a_page_of_a_notebook_gives_a_program_that_runs() -> None:
    """With magics, plots and tests around it, as students hand it in."""
    assert value(*PAGE, stubs={"public_tests": ()}) == 7.0


def test_a_page_of_a_notebook_gives_nothing_but_what_is_needed() -> None:
    """Three statements of fourteen."""
    assert taken(*PAGE, stubs={"public_tests": ()}) == [
        "import numpy as np",
        PAGE[1].split("\n", 1)[1],
        "EXTRA = 5",
    ]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (("1", "def zeros_pad(): pass"), "; did you mean zeros_pad (cell 1)?"),
        (("def zeros_pad(): pass\ndef zeros_pad(): pass",), "; did you mean zeros_pad (cell 0)?"),
        (
            ("def zeros_pads(): pass", "zeros_pad = 1", "import zeros_pad"),
            "; did you mean zeros_pads (cell 0)?",
        ),
        (("def padding(): pass",), "."),
        (("zeros_pad = 1",), "."),
        (("class A:\n    def zeros_pad(self): pass",), "."),
    ],
)
def test_a_function_of_nearly_that_name_is_named(cells: tuple[str, ...], reason: str) -> None:
    """With where it stands; a letter too many is easily overlooked."""
    found = program(*cells, graded=("zero_pad",)).missing["zero_pad"]
    assert found == f"is not defined in the notebook{reason}"


def test_another_graded_function_was_not_meant() -> None:
    """It was meant to be itself."""
    found = program("def f_forwards(): pass", graded=("f_forward", "f_forwards"))
    assert found.missing["f_forward"] == "is not defined in the notebook."
