"""A large class and a cluster, as ratios within one run.

Run by hand, on a machine that does nothing else:  python tests/benchmarks/large_class.py
Parts can be chosen, and tried small:  python tests/benchmarks/large_class.py --submissions 40 cores cluster
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "hostile")]

from harness import STEP_BY_STEP, VARIANTS, write_notebook

from grader.batch.cluster import local_cluster

if TYPE_CHECKING:
    from collections.abc import Callable

GRADE = Path(sys.executable).with_name("grade")
FEW, SEEN_SETS = 10, 200  # submissions; so many have met every set of hidden cases
MEMORY_LIMIT, RESUME_LIMIT, CORES_LIMIT, KERAS_LIMIT, CLUSTER_LIMIT = 1.15, 0.1, 1 / 1.9, 1.25, 1.0
KILL_SECONDS = 10
UNFINISHED = "X = AveragePooling2D"


def main() -> int:
    """Print every figure with its limit; exit with 1 if one is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--submissions", type=int, default=SEEN_SETS)
    parser.add_argument("--copies", type=int, default=2000, help="for the memory of the command")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="large-class-") as folder:
        os.chdir(folder)
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        _write("class", chosen.submissions)
        _grade("warm", "class")
        return int(sum(PARTS[name](chosen) for name in chosen.parts or PARTS) > 0)


def memory(chosen: argparse.Namespace) -> int:
    """Compare the command's memory for many with that for few hundred, and running again with running."""
    _write("many", chosen.copies)
    few, many = (_grade("few-out", "class"), _grade("many-out", "many"))
    again = _grade("many-out", "many")
    each = 1024 * (many["peak"] - few["peak"]) / max(1, chosen.copies - chosen.submissions)
    detail = f"{few['peak']:.0f} and {many['peak']:.0f} MB, {each:.1f} kB for each submission"
    missed = _report(
        f"memory for {chosen.copies}, of that for {chosen.submissions}",
        many["peak"] / few["peak"],
        MEMORY_LIMIT,
        detail,
    )
    detail = f"{again['seconds']:.1f} s"
    return missed + _report(
        "time if nothing changed, of the first run's",
        again["seconds"] / many["seconds"],
        RESUME_LIMIT,
        detail,
    )


def cores(chosen: argparse.Namespace) -> int:
    """Compare two cores with one, in turns."""
    core = str(min(os.sched_getaffinity(0)))
    runs = [
        (_grade("one", "class", "-j", "1", before=("taskset", "-c", core)), _grade("two", "class", "-j", "2"))
        for _ in range(3)
    ]
    one, two = (min(run[n]["seconds"] for run in runs) for n in (0, 1))
    detail = f"{chosen.submissions} in {one:.1f} s and {two:.1f} s"
    return _report("time of two cores, of one", two / one, CORES_LIMIT, detail)


def keras(_: argparse.Namespace) -> int:
    """Compare an unfinished notebook on either Keras, if need be, with one Keras alone."""
    text = (VARIANTS / "residual-networks" / "standard.py").read_text()
    line = next(line for line in text.splitlines() if line.strip().startswith(UNFINISHED))
    stub = text.replace(line, "    X = None")
    write_notebook(Path("unfinished.ipynb"), stub, assignment="residual-networks")
    _, either, alone = (_seconds("unfinished.ipynb", "--keras", name) for name in ("auto", "auto", "2"))
    return _report(
        "processor time on either Keras, of Keras 2", either / alone, KERAS_LIMIT, f"{either:.1f} s"
    )


def cluster(chosen: argparse.Namespace) -> int:
    """Compare workers on this machine with one of them, and kill one every few seconds."""
    seconds = {}
    for count in (1, 2, 4):
        with local_cluster(count) as address:
            _grade("warm", "class", "--scheduler", address)
            seconds[count] = _grade(f"cluster-{count}", "class", "--scheduler", address)["seconds"]
            if count == 2:
                killed = _grade("killed", "class", "--scheduler", address, kill_every=KILL_SECONDS)["killed"]
    rates = ", ".join(f"{chosen.submissions / s:.1f} with {n}" for n, s in seconds.items())
    missed = _report(
        "time of two workers, of one", seconds[2] / seconds[1], CLUSTER_LIMIT, f"a second: {rates}"
    )
    others = ("cluster-1", "cluster-2", "cluster-4", "killed")
    expected = _files(Path("warm"))
    differing = [out for out in others if _files(Path(out)) != expected]
    return missed + _report(
        "folders that differ", len(differing), 0, f"{', '.join(differing) or 'none'}; {killed} workers killed"
    )


PARTS: dict[str, Callable[[argparse.Namespace], int]] = {
    "memory": memory,
    "cores": cores,
    "keras": keras,
    "cluster": cluster,
}


def _write(folder: str, count: int) -> None:
    """Write a class of right solutions, each with a number of its own in every function."""
    Path(folder).mkdir()
    text = (VARIANTS / STEP_BY_STEP / "standard.py").read_text()
    for number in range(count):
        own = re.sub(r"(?m)^(def \w+\(.*\):)$", rf"\1\n    number = {number}", text)
        write_notebook(Path(folder, f"student-{number:05d}.ipynb"), own, assignment=STEP_BY_STEP)


def _grade(
    out: str, class_: str, *options: str, before: tuple[str, ...] = (), kill_every: float = 0
) -> dict[str, Any]:
    """Grade a class anew, except `many-out`; return the seconds, the largest memory in MB, and the kills."""
    if out != "many-out":
        shutil.rmtree(out, ignore_errors=True)
    command = [*before, str(GRADE), "--quiet", *options, "--output-dir", out, class_]
    start, peak, killed = time.perf_counter(), 0, 0
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, _largest(process.pid))
            if (
                kill_every
                and time.perf_counter() - start > (killed + 1) * kill_every
                and list(Path(out).glob("*.json"))
            ):
                killed += _kill_a_worker()
            time.sleep(0.05)
    return {"seconds": time.perf_counter() - start, "peak": peak / 1024, "killed": killed}


def _kill_a_worker() -> int:
    workers = [each for each in psutil.Process().children() if "spawn_main" in " ".join(each.cmdline())]
    for worker in workers[:1]:
        worker.kill()
    return len(workers[:1])


def _largest(pid: int) -> int:
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0


def _seconds(*arguments: str) -> float:
    """Return the processor time of grading, boxes included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(GRADE), "--quiet", *arguments], check=False, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _files(out: Path) -> dict[str, Any]:
    """Return the files of a folder; reports without what differs from run to run."""
    found: dict[str, Any] = {}
    for path in out.iterdir():
        text = path.read_text()
        found[path.name] = {**json.loads(text), "timing": None} if path.suffix == ".json" else text
    return found


def _report(what: str, figure: float, limit: float, detail: str) -> int:
    verdict = "ok" if figure <= limit else "MISSED"
    print(f"{verdict:6}  {what}: {figure:.3g} (limit {limit:.3g}; {detail})", flush=True)
    return int(figure > limit)


if __name__ == "__main__":
    sys.exit(main())
