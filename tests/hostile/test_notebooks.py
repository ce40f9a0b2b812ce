"""Notebooks that are hostile before any of their code runs: to whoever reads, parses and slices them."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import nbformat
import pytest
from harness import (
    HONEST,
    PATIENCE_SECONDS,
    SEED,
    STANDARD,
    Ground,
    load,
    verdicts,
    write_notebook,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from harness import Graded, Verdicts

SET_ASIDE = {
    "five megabytes": "x = 1\n" * 850_000,
    "parentheses": "x = " + "(" * 100_000 + ")" * 100_000,
    "parentheses within the cap": "x = " + "(" * 90_000 + ")" * 90_000,
    "brackets": "x = " + "[" * 150 + "]" * 150,
    "attributes": "x = y" + ".z" * 90_000,
    "calls": "x = y" + "()" * 90_000,
    "subscripts": "x = y" + "[0]" * 50_000,
    "signs": "x = " + "-" * 190_000 + "1",
    "negations": "x = " + "not " * 45_000 + "1",
    "sums": "x = " + "+".join("1" * 90_000),
    "lambdas": "x = " + "lambda:" * 25_000 + "0",
    "conditions": "x = " + "1 if 1 else " * 15_000 + "0",
    "indents": "".join(" " * n + "if 1:\n" for n in range(99)) + " " * 99 + "x = 1",
    "else ifs": "if 0: x = 1\n" + "elif 0: x = 1\n" * 14_000,
    "chained strings": "x = " + "'a' " * 45_000,
    "format strings": "x = " + "f'{" * 100 + "1" + "}'" * 100,
    "open string": "x = '''" + "a" * 190_000,
    "digits": "x = " + "9" * 190_000,
    "powers": "x = 9**9**9**9",
    "repeated texts": "x = 'a' * 10**12",
    "magics": "%magic\n" * 3_000,
    "magics on the cap": "%magic x\n" * 99 + "y = [\n" + "1,\n" * 60_000 + "]",
    "shell lines": "!touch @OUTSIDE@/x /tmp/hostile-x\nfiles = !touch /tmp/hostile-y\n%run -i hostile.py\n",
    "cell magic": "%%bash\ntouch /tmp/hostile-bash @OUTSIDE@/bash\n",
    "cell magic in another language": "%%javascript\nprocess.exit()\n",
    "questions": "x?\n" * 90 + "??y\n" * 9,
    "null bytes": "x = 1\0\ndef pool_forward(): pass\n",
    "lone surrogates": "x = '\ud800'\ny = 1\n",
    "surrogate names": "\udcff\ud800 = 1\n",
    "form feeds": "\x0c\x0b\x85\u2028x = 1\r\ry = 2\n",
    "byte order mark": "\ufeffx = 1\n",
    "coding cookie": "# -*- coding: rot13 -*-\nvzcbeg bf\n",
    "return at the top": "return 5\nbreak\nyield 1\nawait x\n",
    "names of ours": "__builtins__ = None\n__name__ = 'x'\n__file__ = 5\n",
    "deleted names": "del np, pool_forward, zero_pad\n",
    "main guard": "if __name__ == '__main__':\n    zero_pad = None\n    import os; os._exit(1)\n",
    "endless loop at the top": "while True:\n    pass\n",
    "exit at the top": "import sys\nsys.exit(0)\nexit()\nquit()\n",
}


def _notebook(cells: object, major: object = 4, minor: object = 5) -> str:
    return json.dumps({"cells": cells, "nbformat": major, "nbformat_minor": minor})


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "nested JSON": lambda path: path.write_text("[" * 100_000 + "]" * 100_000),
    "nested cells": lambda path: path.write_text('{"cells": ' * 50_000),
    "many megabytes": lambda path: path.write_text('{"cells": [' + " " * 100 * 2**20 + "]}"),
    "a terabyte of nothing": lambda path: _sparse(path, 2**40),
    "not UTF-8": lambda path: path.write_bytes(b'{"cells": "\xff\xfe\x80"}'),
    "null bytes": lambda path: path.write_bytes(bytes(1000)),
    "empty": lambda path: path.write_bytes(b""),
    "a number": lambda path: path.write_text("5"),
    "NaN": lambda path: path.write_text("NaN"),
    "a million digits": lambda path: path.write_text('{"cells": ' + "9" * 10**6 + "}"),
    "cells that are a text": lambda path: path.write_text(_notebook("x")),
    "cells that are numbers": lambda path: path.write_text(_notebook([1])),
    "a future format": lambda path: path.write_text(_notebook([], 99)),
    "a format that is a list": lambda path: path.write_text(_notebook([], [4], {})),
    "worksheets that are none": lambda path: path.write_text(_notebook([], 3).replace("cells", "worksheets")),
    "a pipe": os.mkfifo,
    "a folder": lambda path: path.mkdir(),
    "a dangling link": lambda path: path.symlink_to("nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to a folder": lambda path: path.symlink_to("/proc/self/fdinfo"),
}


SPECIAL = [name for name in UNREADABLE if name.endswith(("pipe", "folder", "link", "itself", "device"))]


def _sparse(path: Path, size: int) -> None:
    path.touch()
    os.truncate(path, size)


ODD: dict[str, dict[str, object]] = {
    "nbgrader is a text": {"metadata": {"nbgrader": "x" * 10**6}},
    "nbgrader of other types": {"metadata": {"nbgrader": {"grade": {"a": []}, "solution": 5}}},
    "a million tags": {"metadata": {"tags": list(range(10**6))}},
    "metadata is a number": {"metadata": 5},
    "ten megabytes of output": {"outputs": [{"output_type": "stream", "text": ["x" * 10**7]}]},
    "outputs of no type": {
        "outputs": [{"output_type": "no such type", "data": {"deep": [[[[[[]]]]]]}}] * 1000
    },
    "a large count": {"execution_count": 10**400},
    "a nested source": {"source": [["nested"], 5]},
    "no source": {"source": None},
    "surrogates in the id": {"id": "\ud800" * 100},
    "cell of no type": {"cell_type": "no such type"},
}


@dataclass(frozen=True)
class _Class:
    """Hostile notebooks that were graded at once.

    Attributes:
        ground: Where.
        graded: What the command gave.
        reports: Where the reports are.
    """

    ground: Ground
    graded: Graded
    reports: Path

    def verdicts(self, name: str) -> Verdicts:
        """Return the verdicts on one of them."""
        return verdicts(load(self.reports / f"{name}.json"))


@pytest.fixture(scope="module")
def hostile_class(tmp_path_factory: pytest.TempPathFactory) -> _Class:
    """Grade every notebook of the tables above in one class."""
    ground = Ground(tmp_path_factory.mktemp("notebooks"))
    for name, source in SET_ASIDE.items():
        ground.notebook(source, f"{name}.ipynb")
    for name, change in ODD.items():
        path = ground.notebook("x = 1", f"{name}.ipynb")
        content = json.loads(path.read_text())
        content["cells"][-1].update(change)
        path.write_text(json.dumps(content))
    for name, make in UNREADABLE.items():
        make(ground.submissions / f"no {name}.ipynb")
    out = ground.root / "out"
    return _Class(ground, ground.grade(ground.submissions, "--output-dir", out, "-j", 2, *SEED), out)


@pytest.mark.parametrize("name", SET_ASIDE)
def test_a_hostile_cell_costs_nothing(name: str, hostile_class: _Class) -> None:
    """A cell that nothing needs takes nothing from the right solution before it, however it is made."""
    assert hostile_class.verdicts(name) == HONEST


@pytest.mark.parametrize("name", ODD)
def test_an_odd_cell_never_breaks_the_grader(name: str, hostile_class: _Class) -> None:
    """A cell that breaks the notebook format is graded around or refused."""
    assert hostile_class.verdicts(name) in (HONEST, {})


@pytest.mark.parametrize("name", [name for name in UNREADABLE if name not in SPECIAL])
def test_what_is_no_notebook_is_said_in_a_sentence(name: str, hostile_class: _Class) -> None:
    """A path that is no readable notebook has a report without verdicts, and a line at the end."""
    lines = hostile_class.graded.err.splitlines()
    assert sum(line.startswith("- ") and f"no {name}.ipynb: " in line for line in lines) == 1
    assert hostile_class.verdicts(f"no {name}") == {}


def test_a_hostile_class_comes_to_its_end(hostile_class: _Class) -> None:
    """As one that was not graded completely; nothing is left behind, and the grader itself does not fail."""
    assert hostile_class.graded.status == 2
    assert "Traceback" not in hostile_class.graded.err
    assert hostile_class.ground.harm() == []


@pytest.mark.parametrize("kind", ["nested JSON", "a million digits", *SPECIAL])
def test_one_that_is_no_notebook_ends_the_command(kind: str, ground: Ground) -> None:
    """With status 2 and one sentence, if it is the only one; in a folder, special files are passed over."""
    path = ground.submissions / "odd.ipynb"
    UNREADABLE[kind](path)

    graded = ground.grade(path, "-o", ground.report)

    assert graded.status == 2, graded.err[-2000:]
    assert "odd.ipynb" in graded.err
    assert "Traceback" not in graded.err
    assert ground.harm() == []


@pytest.mark.parametrize("kind", ["a pipe", "a terabyte of nothing", "a link to a device", "a dangling link"])
def test_a_special_file_named_beside_an_output_folder_does_not_block(kind: str, ground: Ground) -> None:
    """A special file is refused with status 2 where its report would go into a folder, too."""
    path = ground.submissions / "odd.ipynb"
    UNREADABLE[kind](path)

    graded = ground.grade(path, "--output-dir", ground.root / "out", patience=PATIENCE_SECONDS / 2)

    assert graded.status == 2, graded.err[-2000:]
    assert "Traceback" not in graded.err


SCRIPTS = {
    "not UTF-8": b"x = '\xff\xfe'\n",
    "UTF-16": "x = 1\n".encode("utf-16"),
    "binary": bytes(range(256)) * 100,
}


@pytest.mark.parametrize("data", SCRIPTS.values(), ids=SCRIPTS)
def test_a_script_that_is_no_text_is_said_in_a_sentence(data: bytes, ground: Ground) -> None:
    """A script that is not UTF-8 text ends with status 2 and a sentence."""
    path = ground.submissions / "odd.py"
    path.write_bytes(STANDARD.read_bytes() + data)

    graded = ground.grade(path, "-o", ground.report)

    assert graded.status == 2, graded.err[-2000:]
    assert "UTF-8" in graded.err


def test_a_script_with_null_bytes_is_graded_by_what_is_left(ground: Ground) -> None:
    """A script with null bytes gets a verdict."""
    path = ground.submissions / "odd.py"
    path.write_bytes(STANDARD.read_bytes() + b"\n# %%\nx = 1\0\n")

    graded = ground.grade(path, "-o", ground.report)

    assert graded.status == 0, graded.err[-2000:]
    assert verdicts(load(ground.report)) == HONEST


def test_many_cells_that_are_slow_to_transform(ground: Ground) -> None:
    """Twenty cells that are slow to take apart do not hold a class up."""
    cell = "%magic x\n" * 99 + "y = [\n" + "(1, ['a', f'{b}']),\n" * 9_500 + "]"
    path = ground.submissions / "slow.ipynb"
    write_notebook(path, *[cell] * 20)

    graded = ground.grade(path, "-o", ground.report)

    assert graded.status == 0, graded.err[-2000:]
    assert verdicts(load(ground.report)) == HONEST


@pytest.mark.thorough
def test_thirty_thousand_cells(ground: Ground) -> None:
    """A notebook of thirty thousand cells gets its verdict."""
    path = ground.notebook("x = 1")
    content = json.loads(path.read_text())
    markdown = {"cell_type": "markdown", "id": "m", "metadata": {}, "source": "x"}
    content["cells"] += [{**markdown, "id": f"m{number}"} for number in range(30_000)]
    path.write_text(json.dumps(content))

    graded = ground.grade(path, "-o", ground.report)

    assert graded.status == 0, graded.err[-2000:]
    assert verdicts(load(ground.report)) == HONEST


@pytest.mark.parametrize(
    "name",
    ["-rf.ipynb", "a\nb.ipynb", "\x1b[2J.ipynb", "[bold]x[-].ipynb", "\udcff.ipynb", "x" * 240 + ".ipynb"],
    ids=lambda name: ascii(name)[:20],
)
def test_a_hostile_file_name_is_graded_like_any_other(name: str, ground: Ground) -> None:
    """A submission may have any name that a file may have; no control character of it is printed."""
    write_notebook(ground.submissions / name, "x = 1")
    out = ground.root / "out"

    graded = ground.grade(ground.submissions, "--output-dir", out)
    reports = [load(path) for path in out.glob("*.json")]

    assert graded.status == 0, graded.err[-2000:]
    assert [verdicts(report) for report in reports] == [HONEST]
    assert "\x1b" not in graded.out + graded.err


def test_nbformat_is_not_asked_to_repair(ground: Ground) -> None:
    """A notebook of the third format, with worksheets, is graded."""
    notebook = nbformat.reads(ground.notebook("x = 1").read_text(), as_version=4)
    path = ground.submissions / "old.ipynb"
    path.write_text(nbformat.writes(nbformat.convert(notebook, 3), version=3))

    graded = ground.grade(path, "-o", ground.report)

    assert graded.status == 0, graded.err[-2000:]
    assert verdicts(load(ground.report)) == HONEST
