"""The reference's answers are kept on disk, and believed only if they can be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from grader.judging import answer_cache
from grader.judging.answer_cache import ReferenceAnswers, keep, load
from grader.pipeline import Grader
from grader.sandbox.nursery import Nursery
from tests.conftest import ROOT, STEP_BY_STEP

if TYPE_CHECKING:
    from grader.packs import Library
    from grader.sandbox.machine import Machine

SAMPLE = ROOT / "assignments" / STEP_BY_STEP / "sample.ipynb"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "cnn-grade" / "answers"


def test_what_was_kept_comes_back() -> None:
    """Values and seconds alike."""
    keep("k", ReferenceAnswers({"a#1": (1.5, "text")}, {"a": 0.25}))
    assert load("k") == ReferenceAnswers({"a#1": (1.5, "text")}, {"a": 0.25})


def test_arrays_come_back() -> None:
    """With their type and shape."""
    keep("k", ReferenceAnswers({"a": np.ones((2, 3), np.float32)}, {}))
    kept = load("k")
    assert kept is not None
    assert (kept.values["a"].dtype, kept.values["a"].shape) == (np.float32, (2, 3))


def test_nothing_was_kept() -> None:
    """Then the reference has to run."""
    assert load("k") is None


@pytest.mark.parametrize("content", [b"", b"garbage", b"\x02\x00\x00\x00\x00\x00\x00\x0012"])
def test_a_broken_file_is_as_good_as_none(cache: Path, content: bytes) -> None:
    """A cut run, or a stranger's file."""
    cache.mkdir(parents=True)
    (cache / "k").write_bytes(content)
    assert load("k") is None


def test_others_can_not_read_it(cache: Path) -> None:
    """The answers are nobody's business."""
    keep("k", ReferenceAnswers({}, {}))
    assert (cache.stat().st_mode & 0o077, (cache / "k").stat().st_mode & 0o077) == (0, 0)


def test_a_disk_that_refuses_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers are there all the same."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    keep("k", ReferenceAnswers({}, {}))
    assert load("k") is None


def test_a_second_run_gives_the_same_report(library: Library, machine: Machine, cache: Path) -> None:
    """Whether the reference, the misconceptions and the searches for two lines ran or had run."""
    first = Grader(library, machine).grade(SAMPLE).as_dict()
    kept = sorted(path.name.partition("-")[2] for path in cache.iterdir())
    asked = "pool_backward-hidden-asked"
    assert kept == ["", "", "", "of-helpers", "pool_backward", asked, "pool_forward"]
    second = Grader(library, machine).grade(SAMPLE).as_dict()
    assert {**first, "timing": None} == {**second, "timing": None}


def test_a_second_run_needs_no_reference_run(
    library: Library, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One box less: the reference's."""
    opened = []
    machine.start()
    original = Nursery.open
    monkeypatch.setattr(Nursery, "open", lambda self: opened.append(1) or original(self))
    solution = ROOT / "tests" / "variants" / STEP_BY_STEP / "standard.py"
    counts = []
    for _ in range(2):
        Grader(library, machine).grade(solution)
        counts.append(len(opened))
    assert counts == [3, 5]


def test_misconceptions_are_run_once(
    library: Library, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run explains the same mistakes, at the same lines, without boxes for that."""
    opened = []
    machine.start()
    original = Nursery.open
    monkeypatch.setattr(Nursery, "open", lambda self: opened.append(1) or original(self))
    counts = []
    for _ in range(2):
        Grader(library, machine).grade(SAMPLE)
        counts.append(len(opened))
    first, both = counts
    once = 1 + len(["of helpers", "what is asked of them"])
    assert both - first == first - once - 3 * len(["pool_forward", "pool_backward"])


def test_the_folder_lies_in_the_cache_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where nothing else is said, under ~/.cache."""
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert answer_cache._path("k") == tmp_path / ".cache" / "cnn-grade" / "answers" / "k"


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container may run under a number that nobody has."""

    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", nowhere)
    keep("k", ReferenceAnswers({}, {}))
    assert load("k") is None
