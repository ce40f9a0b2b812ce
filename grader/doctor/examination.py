"""Examines what boxes on this machine fail to block, and which notebooks can be run."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil

from grader.doctor import fixes
from grader.errors import GradeError
from grader.extract import extract
from grader.extract.submission import read
from grader.packs import Case, Library
from grader.sandbox.interface import Batch, Limits, Raised, Returned, Stopped, TooLarge
from grader.sandbox.machine import Machine
from grader.sandbox.session import execute
from grader.sandbox.versions import KERAS, version_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.sandbox.interface import Isolation, Outcome

MEGABYTE = 2**20
BOX_MEGABYTES = 4096  # the default of --memory
_ATTEMPTS = Path(__file__).with_name("attempts.py")
_PATIENT = Limits(cpu_seconds=30.0)
_MODE = {"training": False}  # required by a Keras box if a result is not a model
SUM = 3.0  # the sum that the libraries must compute


@dataclass(frozen=True)
class Row:
    """One row of the box's table: what it blocks, the mechanism, and how to try it.

    Attributes:
        name: The row.
        against: What it blocks.
        mechanism: What enforces it.
        attempt: The function that tries it, in a box.
        fix: Returns the command that fixes it.
        arguments: The attempt's arguments, after the file that it must not touch, if it needs one.
        limits: The limits of the box that tries it.
        ends: How the box must end; empty if the attempt must only be refused.
        wants_file: Whether the attempt needs a file.
    """

    name: str
    against: str
    mechanism: str
    attempt: str
    fix: Callable[[], str]
    arguments: tuple[Any, ...] = ()
    limits: Limits = _PATIENT
    ends: str = ""
    wants_file: bool = False


@dataclass(frozen=True)
class Finding:
    """One finding: `detail` describes it, `fix` is the command that helps, empty if all is well."""

    name: str
    kind: str  # row, runtime or resource
    ok: bool
    what: str
    detail: str
    fix: str = ""


@dataclass(frozen=True)
class Findings:
    """All findings: `enforced` if the box is enforced, `ok` if in addition every runtime starts."""

    ok: bool
    enforced: bool
    isolation: Isolation
    findings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON object for `--json`."""
        return {"schema_version": "1.0", **asdict(self)}


ROWS = (
    Row("files", "reading and writing files", "Landlock", "files", fixes.of_landlock, wants_file=True),
    Row("metadata", "attributes of other files", "seccomp", "metadata", fixes.of_seccomp, wants_file=True),
    Row("network", "the network", "seccomp", "network", fixes.of_seccomp),
    Row("processes", "other processes", "seccomp", "processes", fixes.of_seccomp),
    Row("spawning", "new processes", "seccomp", "spawning", fixes.of_seccomp),
    Row("leftovers", "shared memory and queues", "seccomp", "leftovers", fixes.of_seccomp),
    Row("channels", "messages to later sandboxes", "seccomp", "channels", fixes.of_seccomp),
    Row("host", "limits shared by all programs", "seccomp", "host", fixes.of_seccomp),
    Row("kernel", "privileged system calls", "seccomp", "kernel", fixes.of_seccomp),
    Row("inherited", "open files and environment", "prctl, close_range", "inherited", fixes.of_seccomp),
    Row("address_space", "address space", "RLIMIT_AS", "memory", fixes.of_the_grader),
    Row(
        "memory", "memory", "monitoring by the grader", "flood_memory", fixes.of_the_grader,
        (768 * MEGABYTE,), replace(_PATIENT, memory_bytes=512 * MEGABYTE), "memory",
    ),
    Row(
        "threads", "threads", "monitoring by the grader", "flood_threads", fixes.of_the_grader,
        (8,), replace(_PATIENT, threads=4), "threads",
    ),
    Row(
        "disk", "disk", "monitoring by the grader", "flood_disk", fixes.of_the_grader,
        (8 * MEGABYTE,), replace(_PATIENT, scratch_bytes=MEGABYTE), "scratch",
    ),
    Row("output", "output", "limits on replies", "flood_output", fixes.of_the_grader, ends="output"),
    Row(
        "time", "time", "monitoring by the grader", "endless", fixes.of_the_grader,
        (), Limits(cpu_seconds=0.5), "timeout",
    ),
)  # fmt: skip

# Kind of box -> the attempt that shows that it works, and the distribution whose version is shown.
RUNTIMES = {
    "numpy": ("sum_by_numpy", "numpy"),
    "keras2": ("sum_by_keras", KERAS["keras2"]),
    "keras3": ("sum_by_keras", KERAS["keras3"]),
}


def examine() -> Findings:
    """Try everything on this machine; takes as long as starting TensorFlow twice."""
    with Machine() as machine:
        for kind in RUNTIMES:
            machine.start(kind)  # they start while the rows are tried
        rows = examine_rows(machine)
        runtimes = [examine_runtime(machine, kind) for kind in RUNTIMES]
        isolation = machine.isolation_from(Library().roots)
    packs = _packs(isolation)
    enforced = isolation.level == "enforced" and all(finding.ok for finding in rows)
    ok = enforced and all(finding.ok for finding in runtimes)
    return Findings(ok, enforced, isolation, (*rows, packs, *runtimes, *_resources()))


def examine_rows(machine: Machine) -> list[Finding]:
    """Try every row of the box's table."""
    return [_row(machine, row) for row in ROWS]


def _row(machine: Machine, row: Row) -> Finding:
    with tempfile.TemporaryDirectory(prefix="grade-doctor-") as folder:
        path = Path(folder) / "outside"
        path.touch(mode=0o600)
        arguments = (str(path), *row.arguments) if row.wants_file else row.arguments
        outcome = _tried(machine, "numpy", row.attempt, arguments, row.limits)
    what = f"{row.against} ({row.mechanism})"
    through = _went_through(outcome, row.ends)
    if not through:
        return Finding(row.name, "row", ok=True, what=what, detail="blocked")
    return Finding(row.name, "row", ok=False, what=what, detail=through, fix=row.fix())


def _went_through(outcome: Outcome | GradeError, ends: str) -> str:
    """Return what an attempt achieved, or why that is unknown; empty if all is well."""
    match outcome:
        case Returned(value=[]) if not ends:
            return ""
        case Stopped(reason=reason) if reason == ends:
            return ""
        case TooLarge() if ends == "output":
            return ""
        case Returned(value=list(found)):
            return "; ".join(map(str, found))
        case _:
            return _failure(outcome)


def examine_runtime(machine: Machine, kind: str) -> Finding:
    """Run a computation in a kind of box: `numpy`, `keras2` or `keras3`."""
    attempt, distribution = RUNTIMES[kind]
    what = f"notebooks on {distribution}"
    needed = ("numpy",) if kind == "numpy" else ("tensorflow", distribution)
    missing = next((name for name in needed if version_of(name) is None), None)
    if missing is not None:
        fix = fixes.of_distribution(missing)
        return Finding(kind, "runtime", ok=False, what=what, detail=f"{missing} is not installed", fix=fix)
    outcome = _tried(machine, kind, attempt, (), _PATIENT)
    if isinstance(outcome, Returned) and np.array_equal(np.ravel(outcome.value), [SUM]):
        detail = f"{distribution} {version_of(distribution)}"
        return Finding(kind, "runtime", ok=True, what=what, detail=detail)
    fix = fixes.of_distribution(" ".join(needed))
    return Finding(kind, "runtime", ok=False, what=what, detail=_failure(outcome), fix=fix)


def _tried(
    machine: Machine, kind: str, attempt: str, arguments: tuple[Any, ...], limits: Limits
) -> Outcome | GradeError:
    """Run an attempt in a new box."""
    mode = {} if kind == "numpy" else _MODE
    case = Case(f"{attempt}#1", attempt, "doctor", arguments, mode, probe={"eager": True, **mode})
    batch = Batch(attempt, _definitions()[attempt], (case,))
    try:
        return execute(machine.provider(kind), [batch], limits).outcomes[case.id]
    except GradeError as error:
        return error


def _failure(outcome: Outcome | GradeError) -> str:
    """Describe the outcome of an inconclusive attempt."""
    match outcome:
        case Raised(types=types, message=message):
            return f"it raised {types[0] if types else 'an exception'}: {message}"
        case Stopped(detail=detail) | TooLarge(detail=detail):
            return f"it {detail}"
        case GradeError():
            return str(outcome)
        case _:
            return "it returned a wrong result"


@cache
def _definitions() -> dict[str, Any]:
    attempts = {*(row.attempt for row in ROWS), *(attempt for attempt, _ in RUNTIMES.values())}
    return dict(extract(read(_ATTEMPTS), sorted(attempts)).definitions)


def _packs(isolation: Isolation) -> Finding:
    what = "hidden cases and solutions"
    if "packs" not in isolation.missing:
        return Finding("packs", "row", ok=True, what=what, detail="not readable in a sandbox")
    detail = "are in a folder that every sandbox can read"
    fix = f"{sys.executable} -m pip install --force-reinstall --no-deps cnn-grade"
    return Finding("packs", "row", ok=False, what=what, detail=detail, fix=fix)


def _resources() -> tuple[Finding, ...]:
    """Check that there is room for one box on each core; too little costs speed, not safety."""
    cores = os.cpu_count() or 1
    memory = psutil.virtual_memory().total // MEGABYTE
    fitting = max(1, memory // BOX_MEGABYTES)
    free = shutil.disk_usage(tempfile.gettempdir()).free // MEGABYTE
    needed = cores * Limits().scratch_bytes // MEGABYTE
    return (
        Finding(
            "memory_for_boxes", "resource", ok=fitting >= cores,
            what=f"{BOX_MEGABYTES} MB for each of {cores} sandboxes", detail=f"{memory} MB of memory",
            fix="" if fitting >= cores else f"grade --jobs {fitting} SUBMISSION...",
        ),
        Finding(
            "disk_for_boxes", "resource", ok=free >= needed,
            what=f"{needed} MB in {tempfile.gettempdir()}", detail=f"{free} MB free",
            fix="" if free >= needed else "TMPDIR=/var/tmp grade SUBMISSION...",
        ),
    )  # fmt: skip
