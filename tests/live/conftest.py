"""What the tests of live checks need: a small assignment whose public checks are published."""

from __future__ import annotations

import linecache
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.authoring.publish import expected_text
from grader.live.checking import check_in
from grader.live.notebook import Notebook
from grader.packs import Library
from grader.packs.expected import FILE_NAME
from tests.small import write_pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grader.live.result import Checked
    from grader.sandbox.machine import Machine


def run(source: str) -> dict[str, Any]:
    """Run a cell, whose text can be looked up as in a notebook; return the names that it binds."""
    filename = f"<cell of a test {hash(source)}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    names: dict[str, Any] = {"np": np}
    exec(compile(source, filename, "exec"), names)  # noqa: S102
    return names


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory, machine: Machine) -> Path:
    """Return a folder with the small assignment, as a student has it: no reference, no rubric."""
    root = write_pack(tmp_path_factory.mktemp("packs"))
    pack = Library([root]).get("doubling")
    text = expected_text(pack, machine)
    (pack.assignment.folder / FILE_NAME).write_text(text, encoding="utf-8")
    for folder in ("reference", "rubrics"):
        shutil.rmtree(root / folder)
    return root


@pytest.fixture
def check(packs: Path) -> Callable[..., Checked]:
    """Return a `check` of a notebook that has run some code, with the small assignment in reach."""

    def call(source: str, *what: Any, **options: Any) -> Checked:
        names = run(source)
        things = [names[thing[1:]] if str(thing).startswith("$") else thing for thing in what]
        return check_in(Notebook(names), things, packs=[packs], **options)

    return call
