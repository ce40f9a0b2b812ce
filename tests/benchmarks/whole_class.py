"""A whole class, two libraries mixed, with hostile and unreadable submissions, as an instructor grades it.

Run by hand, on a machine that does nothing else:  python tests/benchmarks/whole_class.py
Parts can be chosen, and tried small:  python tests/benchmarks/whole_class.py --submissions 20 --kills 2 kills
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "hostile")]

from harness import APPLICATION, STEP_BY_STEP, VARIANTS, attack, verdicts, write_notebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GRADE = Path(sys.executable).with_name("grade")
HOSTILE_SHARE, UNREADABLE_SHARE = 0.03, 0.02
SLOW = ("residual-networks", "transfer-mobilenet")
SLOW_STEP = 10  # of so many Keras notebooks, one is of a slow assignment
TIMEOUT_SECONDS = 10  # three times what a right function takes, or less where six share two cores
ONE_CORE = "one"  # this run's folder
SPEEDUP, MEMORY_LIMIT, FEW = 1.8, 1.10, 10
ATTACKS = (
    "endless-loop", "exit-os-0", "forged-garbage", "deep-recursion", "output-flood", "leak-print",
    "patched-numpy", "result-gigabyte", "exit-segfault", "fork-quietly", "files-large", "secrets-in-frames",
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A submission, whether a report on it is right, and its assignment, if it is a solution at all."""

    content: bytes
    suffix: str
    is_right: Callable[[dict[str, Any]], bool]
    assignment: str = ""


def main() -> int:
    """Print every figure with its limit; exit with 1 if one is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--submissions", type=int, default=300)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    parts = chosen.parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(unknown)}")
    with tempfile.TemporaryDirectory(prefix="whole-class-") as folder:
        bench = Bench(Path(folder), chosen.submissions, chosen.kills, random.Random(chosen.seed))  # noqa: S311 - no secret
        bench.grade("warm", jobs=2, class_="few")
        return int(sum(PARTS[name](bench) for name in parts) > 0)


class Bench:
    """A class in a folder, and the folders that it has been graded to."""

    def __init__(self, root: Path, count: int, kills: int, chance: random.Random) -> None:
        self.root, self.count, self.kills, self.chance = root, count, kills, chance
        self.seconds: dict[str, float] = {}
        self.peak: dict[str, int] = {}
        self.expected: dict[str, Callable[[dict[str, Any]], bool]] = {}
        self.environment = {**os.environ, "TMPDIR": str(root / "tmp"), "XDG_CACHE_HOME": str(root / "cache")}
        (root / "tmp").mkdir()
        self._write(list(_class(count, chance, root)))

    def _write(self, made: list[Made]) -> None:
        """Write a third of the class flat, a third in folders, a third into one archive.

        Beside that a few, of every assignment that the class is of.
        """
        archive = io.BytesIO()
        kinds = [each.assignment for each in made]
        few = sorted(range(len(made)), key=lambda n: (kinds[n] in kinds[:n], n))[:FEW]
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
            for number, each in enumerate(made):
                flat = f"student-{number:04d}{each.suffix}"
                inside = f"student-{number:04d}/work{each.suffix}"
                name = (flat, inside, f"zipped.zip/{inside}")[number % 3]
                self.expected[f"all/{name}"] = each.is_right
                if number % 3 == 2:
                    zipped.writestr(inside, each.content)
                else:
                    _write(self.root / "all" / name, each.content)
                if number in few:
                    _write(self.root / "few" / flat, each.content)
        _write(self.root / "all" / "zipped.zip", archive.getvalue())

    def command(self, out: str, jobs: int, class_: str = "all") -> list[str]:
        """Return the command that grades the class; where `out` is `ONE_CORE`, on one only."""
        options = ["--quiet", "-j", str(jobs), "--timeout", str(TIMEOUT_SECONDS), "--output-dir", out]
        core = str(min(os.sched_getaffinity(0)))
        return [*(["taskset", "-c", core] if out == ONE_CORE else []), str(GRADE), *options, class_]

    def grade(self, out: str, jobs: int, class_: str = "all") -> Path:
        """Grade the class, unless that has been done; note the time and the parent's largest memory."""
        if out not in self.seconds:
            start = time.perf_counter()
            with self.start(out, jobs, class_) as process:
                parent, peak = psutil.Process(process.pid), 0
                while process.poll() is None:
                    peak = max(peak, _resident(parent))
                    time.sleep(0.02)
            self.seconds[out], self.peak[out] = time.perf_counter() - start, peak
        return self.root / out

    def start(self, out: str, jobs: int, class_: str = "all") -> subprocess.Popen[bytes]:
        """Start to grade the class."""
        command = self.command(out, jobs, class_)
        return subprocess.Popen(command, cwd=self.root, env=self.environment, stderr=subprocess.DEVNULL)


def verdicts_are_right(bench: Bench) -> int:
    """Compare every verdict with what it must be."""
    out = bench.grade("two", 2)
    reports = [json.loads(path.read_text()) for path in out.rglob("*.json")]
    wrong = [r["submission"]["path"] for r in reports if not bench.expected[r["submission"]["path"]](r)]
    missing = bench.count - len(reports)
    return _report("verdicts that are wrong or missing", len(wrong) + missing, 0, ", ".join(wrong) or "none")


def throughput(bench: Bench) -> int:
    """Compare one core with two."""
    bench.grade(ONE_CORE, 1)
    bench.grade("two", 2)
    one, two = bench.seconds[ONE_CORE], bench.seconds["two"]
    detail = f"{bench.count / one * 60:.0f} a minute on one core, {bench.count / two * 60:.0f} on two"
    return _report("time of two cores against one", two / one, 1 / SPEEDUP, detail)


def memory(bench: Bench) -> int:
    """Compare the parent's memory after few submissions and after all."""
    bench.grade("few-out", 2, "few")
    bench.grade("two", 2)
    few, all_ = bench.peak["few-out"], bench.peak["two"]
    detail = f"{few // 2**20} MB for {min(FEW, bench.count)}, {all_ // 2**20} MB for {bench.count}"
    return _report("memory of the parent, all against few", all_ / few, MEMORY_LIMIT, detail)


def same_bytes(bench: Bench) -> int:
    """Compare what one job, two and six give."""
    one, *others = (files_in(bench.grade(out, jobs)) for out, jobs in ((ONE_CORE, 1), ("two", 2), ("six", 6)))
    differing = {name for other in others for name in _differing(one, other)}
    detail = f"of {len(one)}: {', '.join(sorted(differing)) or 'none'}"
    return _report("files that differ by the number of jobs", len(differing), 0, detail)


def kills(bench: Bench) -> int:
    """Kill runs at random moments; the next one goes on, and the end is as if nothing had been."""
    undisturbed = files_in(bench.grade("two", 2))
    out, killed, again = bench.root / "killed", 0, 0
    differing: set[str] = set()
    longest = 2 * bench.seconds["two"] / max(bench.kills, 1) + 6
    while killed < bench.kills:
        before = _stamps(out)
        with bench.start("killed", 2) as process:
            try:
                process.wait(bench.chance.uniform(0.1, longest))
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1
            else:  # it came to its end: compare, and begin anew
                differing |= _differing(files_in(out), undisturbed)
                shutil.rmtree(out)
                continue
        after = _stamps(out)
        again += sum(after.get(name) != stamp for name, stamp in before.items())
    bench.grade("killed", 2)
    differing |= _differing(files_in(out), undisturbed)
    strays = [path.name for path in (bench.root / "tmp").iterdir() if not _is_gone(path)]
    detail = f"after {killed} kills: {', '.join(sorted(differing)) or 'none'}"
    failed = _report("files that differ when runs were resumed", len(differing), 0, detail)
    failed += _report("verdicts that were made twice", again, killed, "one for each kill at most")
    return failed + _report("what was left behind", len(strays), 0, ", ".join(strays) or "nothing")


PARTS: dict[str, Callable[[Bench], int]] = {
    "verdicts": verdicts_are_right,
    "throughput": throughput,
    "memory": memory,
    "bytes": same_bytes,
    "kills": kills,
}


def _class(count: int, chance: random.Random, root: Path) -> Iterator[Made]:
    """Yield a class in random order, the same for the same seed."""
    hostile, unreadable = (max(1, round(count * share)) for share in (HOSTILE_SHARE, UNREADABLE_SHARE))
    kinds = ["hostile"] * hostile + ["unreadable"] * unreadable
    kinds += [("numpy", "keras")[n % 2] for n in range(count - len(kinds))]
    chance.shuffle(kinds)
    for number, kind in enumerate(kinds):
        if kind == "hostile":
            yield _hostile(ATTACKS[number % len(ATTACKS)], root)
        elif kind == "unreadable":
            content, suffix = UNREADABLE[number % len(UNREADABLE)]
            yield Made(content, suffix, _is_ungradable)
        elif kind == "numpy":
            yield _variant(STEP_BY_STEP, chance, root)
        else:
            slow = number % SLOW_STEP == 0
            yield _variant(chance.choice(SLOW) if slow else APPLICATION, chance, root)


UNREADABLE = [
    (b"", ".ipynb"),
    (b'{"cells": [', ".ipynb"),
    (b"[1, 2]", ".ipynb"),
    ("x = 'é'".encode("latin-1"), ".py"),
    (b"x = 1\n", ".py"),
    (b"PK\x03\x04 cut", ".zip"),
]


def _variant(assignment: str, chance: random.Random, root: Path) -> Made:
    """Return a right or a wrong solution; which function is wrong is said in it."""
    paths = sorted((VARIANTS / assignment).glob("*/*.py"))
    path = chance.choice([p for p in paths if "# standalone" not in p.read_text(encoding="utf-8")[:200]])
    source = path.read_text(encoding="utf-8")
    notebook = write_notebook(root / "made.ipynb", source, assignment=assignment)
    broken = re.search(r"^# breaks: (\w+)", source, re.MULTILINE)
    wanted = {broken[1]} if broken and path.parent.name == "wrong" else set()

    def is_right(report: dict[str, Any]) -> bool:
        lost = {function["name"] for function in report["functions"] if function["status"] != "passed"}
        return report["status"] == "graded" and lost == wanted

    return Made(notebook.read_bytes(), ".ipynb", is_right, assignment)


def _hostile(slug: str, root: Path) -> Made:
    """Return an attack; what it loses is said in it."""
    found = attack(slug)
    source = re.sub(r"@[A-Z]+@", str(root / "nowhere"), found.source)
    notebook = write_notebook(root / "made.ipynb", source)
    return Made(notebook.read_bytes(), ".ipynb", lambda report: not found.lost(verdicts(report)))


def _is_ungradable(report: dict[str, Any]) -> bool:
    return report["status"] == "ungradable" and report["score"] is None


def files_in(out: Path) -> dict[str, Any]:
    """Return every file of a folder; reports without what differs from run to run."""
    found: dict[str, Any] = {}
    for path in out.rglob("*"):
        if path.is_file():
            text = path.read_text()
            found[path.relative_to(out).as_posix()] = text
            if path.suffix == ".json":
                found[path.relative_to(out).as_posix()] = {**json.loads(text), "timing": None}
    return found


def _differing(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    return {name for name in {*one, *other} if one.get(name) != other.get(name)}


def _stamps(out: Path) -> dict[str, int]:
    """Return when each verdict was written."""
    return {
        str(path): path.stat().st_mtime_ns
        for path in out.rglob("*.json")
        if json.loads(path.read_text())["score"] is not None
    }


def _is_gone(path: Path, patience_seconds: float = 20.0) -> bool:
    """Wait for the nursery of a killed run, which removes its own folder."""
    end = time.monotonic() + patience_seconds
    while path.exists() and time.monotonic() < end:
        time.sleep(0.1)
    return not path.exists()


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _report(what: str, figure: float, limit: float, detail: str) -> int:
    verdict = "ok" if figure <= limit else "MISSED"
    print(f"{verdict:6}  {what}: {figure:.3g} (limit {limit:.3g}; {detail})", flush=True)
    return int(figure > limit)


if __name__ == "__main__":
    sys.exit(main())
