"""The sets of hidden cases: drawn by what was submitted, keyed with what no student has."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from grader.judging import hidden_sets
from grader.judging.hidden_sets import seed_for, seeds
from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from tests.small import write_pack

if TYPE_CHECKING:
    from pathlib import Path

    from grader.packs import Pack
    from grader.sandbox.machine import Machine

DIGESTS = [f"sha256:{number:064x}" for number in range(800)]


@pytest.fixture(autouse=True)
def sixteen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw among all sets, as the command does."""
    monkeypatch.setattr(hidden_sets, "SETS", 16)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Return the small pack."""
    return Library([write_pack(tmp_path)]).get("doubling")


def test_the_first_set_is_the_rubrics(pack: Pack) -> None:
    """The others follow its seed, and none is twice."""
    rubric = pack.rubric()
    assert seeds(rubric)[0] == rubric.seed
    assert len(set(seeds(rubric))) == 16


def test_every_set_is_drawn(pack: Pack) -> None:
    """About as often as the others."""
    drawn = Counter(seed_for(digest, pack, pack.rubric()) for digest in DIGESTS)
    assert set(drawn) == set(seeds(pack.rubric()))
    assert max(drawn.values()) < 3 * min(drawn.values())


def test_the_draw_depends_on_the_reference(tmp_path: Path) -> None:
    """Who does not have it can't tell which set a notebook gets."""
    ours, theirs = (Library([write_pack(tmp_path / name)]).get("doubling") for name in ("ours", "theirs"))
    solution = theirs.reference.folder / "solution.py"
    solution.write_text(f"{solution.read_text()}\n# another reference\n")
    draws = [[seed_for(digest, p, p.rubric()) for digest in DIGESTS[:40]] for p in (ours, theirs)]
    assert draws[0] != draws[1]


def test_the_draw_does_not_depend_on_the_machine(pack: Pack, tmp_path: Path) -> None:
    """Nor on what Python left in the reference's folder."""
    before = [seed_for(digest, pack, pack.rubric()) for digest in DIGESTS[:40]]
    copy = tmp_path / "elsewhere"
    shutil.copytree(pack.root, copy)
    cache = copy / "reference" / "doubling" / "__pycache__"
    cache.mkdir(exist_ok=True)
    (cache / "cases.cpython-312.pyc").write_bytes(b"compiled")
    moved = Library([copy]).get("doubling")
    assert before == [seed_for(digest, moved, moved.rubric()) for digest in DIGESTS[:40]]


def test_the_key_is_in_no_report(pack: Pack) -> None:
    """The digest of the assignment, which is in every report, is another one."""
    assert pack.reference.digest != pack.assignment.digest


@pytest.mark.parametrize("seed", [None, 3])
def test_a_submission_gets_the_set_that_it_draws(
    pack: Pack, machine: Machine, tmp_path: Path, seed: int | None
) -> None:
    """Unless the user chooses a seed; both of its gradings get the same."""
    grader = Grader(Library([pack.root]), machine, Options(audience="instructor", seed=seed))
    graded = []
    for number in range(4):
        path = tmp_path / f"{number}.py"
        path.write_text(
            f"def double(x):\n    return x + x\n\ndef quadruple(x):\n    return 4 * x\n# {number}\n"
        )
        graded.append(grader.grade(path))
    drawn = [seed_for(report.submission.digest or "", pack, pack.rubric()) for report in graded]
    assert [report.environment.seed for report in graded] == (drawn if seed is None else [3] * 4)
    assert len(set(drawn)) > 1
