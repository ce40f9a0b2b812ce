"""Hostile notebooks, run as a whole: what is said of them, and no harm done.

To add an attack, write `execute_attacks/<slug>.py`: a docstring that says what it tries, a comment
`# says: …`, a part of what the run's remarks must say, and the cells, between marks `# %%`. Comments
`# seconds: N`, `# memory: MB` and `# disk: MB` change the limits. Place-holders are those of the harness.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from grader.extract.submission import read
from grader.full_run.executed_notebook import render
from grader.full_run.job import Job, RunLimits
from grader.full_run.remarks import remarks
from grader.full_run.run import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.mark.structures import ParameterSet
    from harness import Ground

ATTACKS = sorted((Path(__file__).parent / "execute_attacks").glob("*.py"))
MAX_KEPT_BYTES = 40 * 2**20
MEGABYTE = 2**20


def _stated(source: str, name: str, default: str) -> str:
    found = re.search(rf"^# {name}: (.+)$", source, re.MULTILINE)
    return found[1].strip() if found else default


def _marked(path: Path) -> ParameterSet:
    """Return an attack as a parameter; the first of every second family is quick; megabytes are not."""
    families = list(dict.fromkeys(each.stem.partition("-")[0] for each in ATTACKS))[::2]
    firsts = [next(each for each in ATTACKS if each.stem.partition("-")[0] == name) for name in families]
    marks = [] if path in firsts and not path.stem.startswith("output") else [pytest.mark.thorough]
    return pytest.param(path, id=path.stem, marks=marks)


@pytest.fixture
def scratch(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ground]:
    """A ground whose folder for temporary files is the grader's."""
    monkeypatch.setattr(tempfile, "tempdir", str(ground.tmp))
    monkeypatch.setenv("SECRET_OF_THE_GRADER", "1")
    return ground


@pytest.mark.parametrize("path", [*map(_marked, ATTACKS)])
def test_attack(path: Path, scratch: Ground) -> None:
    """The remarks say what happened, the executed notebook is one, and nothing is left or changed."""
    source = path.read_text(encoding="utf-8")
    file = scratch.submissions / "attack.py"
    file.write_text(scratch.fill(source), encoding="utf-8")
    submission = read(file)
    limits = RunLimits(
        cell_cpu_seconds=float(_stated(source, "seconds", "60")),
        memory_bytes=int(_stated(source, "memory", "4096")) * MEGABYTE,
        scratch_bytes=int(_stated(source, "disk", "512")) * MEGABYTE,
    )
    transcript = run(Job([cell.source for cell in submission.cells], "numpy", {}, {}, {}), limits)
    said = [remark.message for remark in remarks(submission, transcript)]
    kept = render(submission, transcript)

    wanted = _stated(source, "says", "").replace("this cell", "the section from line 1")
    assert any(wanted in text for text in said), said
    nbformat.validate(json.loads(kept))
    assert len(kept) < MAX_KEPT_BYTES
    assert scratch.harm() == []
    assert os.getpid() > 0
