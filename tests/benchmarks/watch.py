"""How long `grade --watch` takes from a save to the verdict.

Run by hand, on a machine that does nothing else:  python tests/benchmarks/watch.py
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GRADE = Path(sys.executable).with_name("grade")
LIMITS = {"convolution-step-by-step": 1.0, "convolution-application": 2.0}


def main() -> int:
    """Print the median for a NumPy and a Keras notebook with its limit; exit with 1 if one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=9)
    saves = parser.parse_args().saves
    return max(measure(assignment, limit, saves) for assignment, limit in LIMITS.items())


def measure(assignment: str, limit: float, saves: int) -> int:
    """Save a sample so many times, and wait for each verdict."""
    sample = json.loads((ROOT / "assignments" / assignment / "sample.ipynb").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        notebook, draft = Path(folder) / "a.ipynb", Path(folder) / "draft"
        shutil.copy(ROOT / "assignments" / assignment / "sample.ipynb", notebook)
        seconds = []
        with subprocess.Popen(
            [str(GRADE), "--quiet", "--watch", str(notebook)], stdout=subprocess.PIPE
        ) as process:
            _next_report(process)
            for number in range(saves):
                sample["metadata"]["saved"] = number
                draft.write_text(json.dumps(sample), encoding="utf-8")
                start = time.perf_counter()
                draft.replace(notebook)
                _next_report(process)
                seconds.append(time.perf_counter() - start)
            process.kill()
    median = statistics.median(seconds)
    verdict = "ok" if median <= limit else "MISSED"
    print(f"{verdict:6}  {assignment}: {median:.2f} s from save to verdict (limit {limit:g})")
    return int(median > limit)


def _next_report(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end of a report: the first line that is a closing brace alone."""
    for line in process.stdout or ():
        if line == b"}\n":
            return
    raise SystemExit("grade --watch has ended")


if __name__ == "__main__":
    sys.exit(main())
