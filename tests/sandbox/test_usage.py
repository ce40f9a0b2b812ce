"""What a box has used, seen from outside."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from grader.sandbox import usage
from grader.sandbox.interface import BoxEndedError, Limits, Stopped
from grader.sandbox.usage import Meter

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = 2**22 + 1


def stopped(meter: Meter) -> Stopped | None:
    """Return why a meter ends its box, None if it does not."""
    try:
        meter.check()
    except BoxEndedError as ended:
        return ended.stopped
    return None


def scratch_meter(folder: Path, *, bytes_: int = 2**22 + 1, files: int = 10**6) -> Meter:
    """Measure a folder only."""
    return Meter(NOBODY, str(folder), Limits(scratch_bytes=bytes_, scratch_files=files))


def test_a_box_within_its_limits_goes_on(tmp_path: Path) -> None:
    """Nothing is said of it."""
    assert stopped(Meter(os.getpid(), str(tmp_path), Limits(memory_bytes=2**45))) is None


def test_cpu_seconds_count_from_the_restart(tmp_path: Path) -> None:
    """What was used before belongs to another function."""
    meter = Meter(os.getpid(), str(tmp_path), Limits())
    meter.restart(lambda: 1.0)
    before = meter.cpu_seconds()
    sum(range(10**7))
    assert 0.0 <= before < meter.cpu_seconds() < sum(os.times()[:2])


def test_too_many_cpu_seconds_are_a_timeout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says nothing of what was measured."""
    meter = Meter(os.getpid(), str(tmp_path), Limits())
    meter.restart(lambda: 2.0)
    monkeypatch.setattr(meter, "cpu_seconds", lambda: 2.01)
    assert stopped(meter) == Stopped("timeout", "did not end within its time limit")


@pytest.mark.parametrize(("later", "hangs"), [(9.9, False), (10.1, True)])
def test_wall_time_ends_a_box_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, later: float, *, hangs: bool
) -> None:
    """At five times its CPU seconds."""
    meter = Meter(NOBODY, str(tmp_path), Limits())
    meter.restart(lambda: 2.0)
    meter.check()
    now = usage.time.monotonic()
    monkeypatch.setattr(usage.time, "monotonic", lambda: now + later)
    expected = Stopped("timeout", "made no progress within its time limit")
    assert stopped(meter) == (expected if hangs else None)


@pytest.mark.parametrize(("waited", "hangs"), [(30.0, True), (60.0, False)])
def test_waiting_for_a_processor_is_not_hanging(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waited: float, *, hangs: bool
) -> None:
    """Else the verdict would depend on what else the machine does."""
    meter = Meter(NOBODY, str(tmp_path), Limits())
    meter.restart(lambda: 2.0)
    meter.check()
    now = usage.time.monotonic()
    monkeypatch.setattr(usage.time, "monotonic", lambda: now + 65.0)
    monkeypatch.setattr(usage, "_waited_seconds", lambda _: waited)
    assert (stopped(meter) is not None) == hangs


def test_the_system_is_asked_only_when_a_box_keeps_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a function costs the grader counts in a class; one that answers at once is never late."""
    asked: list[int] = []
    monkeypatch.setattr(usage, "_waited_seconds", lambda pid: asked.append(pid) or 0.0)
    meter = Meter(NOBODY, str(tmp_path), Limits())
    meter.restart(lambda: 2.0)
    before = len(asked)
    meter.check()
    assert (before, len(asked)) == (0, 1)


def test_the_limit_is_asked_for_only_when_a_box_keeps_silent(tmp_path: Path) -> None:
    """It may still be on its way: the reference answers meanwhile."""
    asked = []
    meter = Meter(NOBODY, str(tmp_path), Limits())
    meter.restart(lambda: asked.append(1) or 5.0)  # type: ignore[func-returns-value]
    before = len(asked)
    meter.check()
    assert (before, len(asked)) == (0, 1)


def test_waiting_for_the_limit_is_not_hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reference that takes longer than a box may keep silent is no fault of the box."""
    now = usage.time.monotonic()

    def limit() -> float:
        monkeypatch.setattr(usage.time, "monotonic", lambda: now + 65.0)
        return 2.0

    meter = Meter(NOBODY, str(tmp_path), Limits())
    meter.restart(limit)
    assert stopped(meter) is None


def test_resident_memory_is_limited(tmp_path: Path) -> None:
    """This process has more than one megabyte."""
    meter = Meter(os.getpid(), str(tmp_path), Limits(memory_bytes=2**20))
    assert stopped(meter) == Stopped("memory", "used more than 1 MB of memory")


def test_a_process_that_is_gone_uses_nothing(tmp_path: Path) -> None:
    """How it ended is told by others."""
    meter = Meter(NOBODY, str(tmp_path), Limits(memory_bytes=1))
    assert (meter.cpu_seconds(), stopped(meter)) == (0.0, None)


@pytest.mark.parametrize(("count", "allowed"), [(3, True), (4, False)])
def test_files_and_folders_are_counted(tmp_path: Path, count: int, *, allowed: bool) -> None:
    """At every depth."""
    folder = tmp_path
    for _ in range(count):
        folder /= "inner"
        folder.mkdir()
    expected = None if allowed else Stopped("scratch", "wrote more than 3 files")
    assert stopped(scratch_meter(tmp_path, files=3)) == expected


def test_bytes_are_added_up(tmp_path: Path) -> None:
    """Over all files, also hidden and nested ones."""
    (tmp_path / "a").mkdir()
    for name in (".hidden", "a/nested"):
        (tmp_path / name).write_bytes(os.urandom(2**20))
    expected = Stopped("scratch", "wrote more than 1 MB to disk")
    assert [stopped(scratch_meter(tmp_path, bytes_=n * 2**20)) for n in (1, 3)] == [expected, None]


def test_a_hole_is_no_byte(tmp_path: Path) -> None:
    """A sparse file takes no room on the disk."""
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(2**40)
    assert stopped(scratch_meter(tmp_path, bytes_=2**20)) is None


def test_a_link_is_counted_but_not_followed(tmp_path: Path) -> None:
    """What it points to was written by somebody else."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "big").write_bytes(os.urandom(2**21))
    (tmp_path / "scratch").mkdir()
    (tmp_path / "scratch" / "link").symlink_to(tmp_path / "outside")
    assert stopped(scratch_meter(tmp_path / "scratch", bytes_=2**20)) is None
    assert stopped(scratch_meter(tmp_path / "scratch", files=0)) is not None


def test_a_folder_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    """The box may be removing things while they are counted."""
    assert stopped(scratch_meter(tmp_path / "gone", files=0)) is None
