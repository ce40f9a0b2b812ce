"""Runs that are killed at random moments, and resumed: the end is as if nothing had been."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from tests.commands import COMMANDS
from tests.small import SOLUTION, write_pack

if TYPE_CHECKING:
    from pathlib import Path

KILLS = int(os.environ.get("GRADE_KILLS", "40"))
SUBMISSIONS = 40
VICTIMS = ("grader", "nursery", "box")
WRONG = SOLUTION.replace("x + x", "x * x")
RAISING = SOLUTION.replace("return x + x", "raise ValueError(x)")
SLOW = f"def _wait():\n    for _ in range(300_000):\n        pass\n_wait()\n{SOLUTION}"
KINDS = (SOLUTION, WRONG, RAISING, SLOW, "def double(x):\n    return None\n", "x = (")
PATIENCE_SECONDS = 600


class Class:
    """Forty submissions, and the folders that their reports are in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.packs = write_pack(root / "packs")
        self.out = root / "out"
        for folder in ("in", "tmp"):
            (root / folder).mkdir()
        for number in range(SUBMISSIONS):
            text = f"{KINDS[number % len(KINDS)]}\n# {number}\n"
            (root / "in" / f"{number:02}.py").write_text(text, encoding="utf-8")

    def start(self, out: Path) -> subprocess.Popen[bytes]:
        """Start to grade the class; with `--html`, since a page belongs to each report."""
        options = ["--packs", self.packs, "-a", "doubling", "-q", "-j", "2", "--html", "--output-dir", out]
        folders = {"TMPDIR": str(self.root / "tmp"), "XDG_CACHE_HOME": str(self.root / "cache")}
        command = [COMMANDS / "grade", self.root / "in", *options]
        return subprocess.Popen(
            [*map(str, command)],
            env={**os.environ, **folders},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def left(self) -> list[str]:
        """Return what is in the folder for temporary files, as soon as the boxes have died."""
        end = time.monotonic() + PATIENCE_SECONDS
        while (found := [path.name for path in (self.root / "tmp").iterdir()]) and time.monotonic() < end:
            time.sleep(0.05)
        return found


def files_in(out: Path) -> dict[str, Any]:
    """Return what a run wrote, without the times that it took."""
    found: dict[str, Any] = {}
    for path in out.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            found[path.relative_to(out).as_posix()] = text
            if path.suffix == ".json":
                found[path.relative_to(out).as_posix()] = {**json.loads(text), "timing": None}
    found.pop(".grade.jsonl", None)
    return found


def victim(process: subprocess.Popen[bytes], which: str) -> psutil.Process | None:
    """Return a process to kill, if it is there at this moment."""
    grader = psutil.Process(process.pid)
    if which == "grader":
        return grader
    nurseries = grader.children()
    found = nurseries if which == "nursery" else [box for each in nurseries for box in each.children()]
    return found[0] if found else None


def kill(process: subprocess.Popen[bytes], chance: random.Random) -> Counter[str]:
    """Kill one after the other at random moments until the run ends, or the grader dies; return what died."""
    killed: Counter[str] = Counter()
    while not killed["grader"]:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0.5, 4.0))
        if process.poll() is not None:
            break
        which = chance.choice(VICTIMS)
        with contextlib.suppress(psutil.NoSuchProcess):
            if (found := victim(process, which)) is not None:
                found.send_signal(signal.SIGKILL)
                killed[which] += 1
    process.wait(PATIENCE_SECONDS)
    return killed


def stamps(out: Path) -> dict[str, tuple[int, int]]:
    """Return which reports there are, to see whether they are made again."""
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in out.glob("[0-9]*.json")}


@pytest.fixture
def class_(tmp_path: Path) -> Class:
    return Class(tmp_path)


@pytest.mark.long
def test_killed_runs_end_like_an_undisturbed_one(class_: Class) -> None:
    """Graders, nurseries and boxes; the variable `GRADE_KILLS` says how many of them."""
    chance = random.Random(os.environ.get("GRADE_SEED", "kills"))  # noqa: S311 - no secret
    assert class_.start(class_.root / "undisturbed").wait(PATIENCE_SECONDS) == 0
    undisturbed = files_in(class_.root / "undisturbed")
    killed: Counter[str] = Counter()
    again = 0
    problems: list[str] = []
    while killed.total() < KILLS:
        before = stamps(class_.out)
        died = kill(class_.start(class_.out), chance)
        killed += died
        after = stamps(class_.out)
        again += sum(after.get(name) != stamp for name, stamp in before.items())
        if died["grader"]:
            continue
        class_.start(class_.out).wait(PATIENCE_SECONDS)  # for those whose nursery was killed too often
        found = files_in(class_.out)
        differing = [n for n in found.keys() | undisturbed.keys() if found.get(n) != undisturbed.get(n)]
        problems += [f"after {killed.total()}: {name}" for name in differing]
        (class_.root / "killed.json").write_text(json.dumps([killed, again, problems]))
        shutil.rmtree(class_.out)
    assert (problems, class_.left()) == ([], [])
    assert again <= killed["grader"]  # a report that was written, but not yet recorded
