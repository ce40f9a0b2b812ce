"""Whether speed was lost since an earlier commit: classes graded by this checkout and by another, in turns.

Run by hand, with the `grade` of a virtual environment that has the other checkout installed:

    git worktree add ../earlier COMMIT
    python -m venv ../earlier-venv && ../earlier-venv/bin/pip install ../earlier
    python tests/benchmarks/against.py ../earlier-venv/bin/grade

Graded are 200 NumPy submissions and 40 happyModel, whose code differs. Compared is processor time, of the
command and of all processes below it, so a machine that does other things as well gives the same answer.
Parts can be chosen, and tried small:

    python tests/benchmarks/against.py ../earlier-venv/bin/grade numpy --submissions 40 --pairs 5
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.keras_assignments import HAPPY
from tests.conftest import VARIANTS
from tests.notebooks import write_notebook

HERE = Path(sys.executable).with_name("grade")
LIMIT = 1.03  # of the other's processor time
STEP_BY_STEP = "%matplotlib inline\nimport numpy as np\n" + (VARIANTS / "standard.py").read_text("utf-8")
PARTS = {"numpy": (STEP_BY_STEP, 200), "keras": (HAPPY, 40)}  # a solution, and how many submissions

# Python keeps the bytecode of what it imports, unless told otherwise, as some containers' images do.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@dataclass(frozen=True)
class Run:
    """What grading a class took, and the reports without their timing, by name."""

    seconds: float
    reports: dict[str, dict[str, Any]]


def main() -> int:
    """Print what each submission takes here and there; exit with 1 if speed was lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("grade", type=Path, help="the other checkout's command")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--submissions", type=int, help="in each class")
    parser.add_argument("--pairs", type=int, default=7, help="of runs, in turns")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(unknown)}")
    with tempfile.TemporaryDirectory(prefix="against-") as folder:
        missed = [
            compare(part, Path(folder), chosen.grade.absolute(), chosen.submissions, chosen.pairs)
            for part in chosen.parts or PARTS
        ]
    return int(any(missed))


def compare(part: str, folder: Path, other: Path, submissions: int | None, pairs: int) -> int:
    """Grade a class by both commands in turns, the first of a pair changing."""
    source, usual = PARTS[part]
    count = submissions or usual
    class_ = folder / part
    class_.mkdir()
    for number in range(count):
        write_notebook(class_ / f"student-{number:04d}.ipynb", _changed(source, number))
    commands = (HERE, other)
    for command in commands:  # the reference's answers are kept from here on
        _graded(command, class_, folder)
    runs: dict[Path, list[Run]] = {command: [] for command in commands}
    for pair in range(pairs):
        for command in commands if pair % 2 else reversed(commands):
            runs[command].append(_graded(command, class_, folder))
    here, there = ([run.seconds / count * 1000 for run in runs[command]] for command in commands)
    ratio = statistics.median(mine / its for mine, its in zip(here, there, strict=True))
    mine, its = (runs[command][0].reports for command in commands)
    differing = sum(mine.get(name) != its.get(name) for name in {*mine, *its})
    detail = f"{statistics.median(here):.1f} ms against {statistics.median(there):.1f} ms for each submission"
    more = f"{len(mine)} reports, {differing} of them different"
    verdict = "ok" if ratio <= LIMIT else "MISSED"
    print(f"{verdict:6}  {part}: {ratio:.3f} of the other's time (limit {LIMIT:g}; {detail}; {more})")
    return int(ratio > LIMIT)


def _changed(source: str, number: int) -> str:
    """Return a solution in which every function has an own variable: none is like another student's."""
    return re.sub(r"(?m)^(def \w+\(.*\):)$", rf"\1\n    own_{number} = {number}", source)


def _graded(command: Path, class_: Path, folder: Path) -> Run:
    """Grade a class with two jobs."""
    cache = folder / ("cache-here" if command == HERE else "cache-there")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory(dir=folder) as out:
        arguments = [str(command), "--quiet", "-j", "2", "--seed", "1", "--output-dir", out, str(class_)]
        done = subprocess.run(
            arguments, env={**os.environ, "XDG_CACHE_HOME": str(cache)}, capture_output=True, check=False
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found = {path.name: json.loads(path.read_text("utf-8")) for path in Path(out).glob("student-*.json")}
    if not found:
        raise SystemExit(f"{command} has graded nothing: {done.stderr.decode(errors='replace')}")
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, {name: {**report, "timing": None} for name, report in found.items()})


if __name__ == "__main__":
    sys.exit(main())
