"""How fast the NumPy assignment is graded, as ratios within one run.

Run by hand, on a machine that does nothing else:  python tests/benchmarks/numpy_assignment.py
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from grader.extract.submission import read
from grader.packs import Library
from tests.conftest import STEP_BY_STEP, VARIANTS
from tests.notebooks import write_notebook

GRADE = Path(sys.executable).with_name("grade")
COLD_LIMIT = 6.0
SUBMISSION_LIMIT_SECONDS = 0.050
MEMORY_LIMIT = 1.10
EARLY = 2  # peaks are taken every ten submissions

# Python keeps the bytecode of what it imports, unless told otherwise, as some containers' images do.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def main() -> int:
    """Print every figure with its limit; exit with 1 if one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--repeat", type=int, default=9)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        missed = cold(Path(folder), chosen.repeat) + many(Path(folder), chosen.submissions)
    return 1 if missed else 0


def cold(folder: Path, repeat: int) -> int:
    """Compare one submission from the command line with importing NumPy, in turns."""
    notebook = _notebook(folder / "one.ipynb")
    baseline, graded = [], []
    for _ in range(repeat):
        baseline.append(_seconds([sys.executable, "-c", "import numpy"]))
        graded.append(_seconds([str(GRADE), "--quiet", str(notebook)]))
    ratio = statistics.median(graded) / statistics.median(baseline)
    detail = f"{statistics.median(graded):.3f} s against {statistics.median(baseline):.3f} s"
    return _report("one submission, cold, in times of `import numpy`", ratio, COLD_LIMIT, detail)


def many(folder: Path, count: int) -> int:
    """Grade a class on two cores, and compare the parent's memory early and late."""
    submissions = folder / "class"
    submissions.mkdir()
    for number in range(count):
        _notebook(submissions / f"student-{number:04d}.ipynb")
    start = time.perf_counter()
    command = [str(GRADE), "--quiet", "-j", "2", "--output-dir", str(folder / "out"), str(submissions)]
    peaks: list[int] = []
    with subprocess.Popen(command) as process:
        parent = psutil.Process(process.pid)
        while process.poll() is None:
            done = len(list((folder / "out").glob("*.json")))
            if done > len(peaks) * 10:
                peaks.append(parent.memory_info().rss)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.25)  # looking costs time too, on the cores that are measured
    seconds = (time.perf_counter() - start) / count
    reports = [json.loads(path.read_text()) for path in (folder / "out").glob("*.json")]
    right = sum(report["score"] == 100.0 for report in reports)
    missed = _report(
        "seconds for each submission of a class",
        seconds,
        SUBMISSION_LIMIT_SECONDS,
        f"{right} of {count} right; its calls alone keep one core busy for {_calls_alone():.3f} s",
    )
    if len(peaks) <= EARLY:
        return missed  # too few submissions to compare memory
    early, late = peaks[EARLY], peaks[-1]
    detail = f"{early // 2**20} MB after 20, {late // 2**20} MB at the end"
    return missed + _report("memory of the parent, late against early", late / early, MEMORY_LIMIT, detail)


def _calls_alone(repeat: int = 5) -> float:
    """Return how long the calls of one submission take in a plain process: what this machine can do today."""
    pack = Library().get(STEP_BY_STEP)
    edition = pack.edition_of(read(VARIANTS / "standard.py")).id
    hidden = pack.reference.hidden_cases(pack.rubric().seed)
    own = [case for case in hidden if not case.editions or edition in case.editions]
    cases = (*pack.public_cases(edition), *own)
    names: dict[str, Any] = {}
    exec(compile((VARIANTS / "standard.py").read_text(), "standard.py", "exec"), names)  # noqa: S102 - our own
    seconds = []
    for _ in range(repeat):
        start = time.perf_counter()
        for case in cases:
            with contextlib.suppress(ValueError):  # what the course's own way cannot do, and need not
                names[case.function](*copy.deepcopy(case.args), **case.kwargs)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def _notebook(path: Path) -> Path:
    return write_notebook(
        path, "%matplotlib inline\nimport numpy as np", (VARIANTS / "standard.py").read_text()
    )


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _report(what: str, figure: float, limit: float, detail: str) -> int:
    verdict = "ok" if figure <= limit else "MISSED"
    print(f"{verdict:6}  {what}: {figure:.3f} (limit {limit:g}; {detail})")
    return int(figure > limit)


if __name__ == "__main__":
    sys.exit(main())
