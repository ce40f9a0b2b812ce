"""What a worker of a Dask cluster does: it keeps its nurseries warm and grades one submission at a time.

Submissions arrive as bytes, reports leave as JSON; nothing else of a run travels but its options.
"""

from __future__ import annotations

import atexit
import hashlib
import os
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from grader.errors import GradeError
from grader.extract.reading import Content
from grader.extract.submission import SubmissionFile
from grader.options import Circumstances, Options
from grader.packs import Library
from grader.pipeline import Grader
from grader.report.formats.json import render_json_line
from grader.sandbox.machine import Machine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_GRADERS = 4  # kept by a worker: runs with other options, or other packs


def grade(  # noqa: PLR0917 - Dask calls it
    request: bytes, expected: bytes, name: str, file_name: str, data: bytes, digest: str, known: bytes = b"{}"
) -> bytes:
    """Grade one submission.

    Args:
        request: The run's options; see `request_of`.
        expected: What the reports of this worker must depend on; see `digests_of`.
        name: Its name in the report.
        file_name: The name of its file, whose suffix says what it is.
        data: Its bytes; those of a large notebook without its outputs.
        digest: The digest of all its bytes.
        known: What is known about it beside its content, as JSON.

    Returns:
        `{"report": …, "incomplete": …}`, or `{"refused": sentence}` if this worker cannot grade it, as JSON.
    """
    fields = orjson.loads(known)
    pairs = tuple((reason, points) for reason, points in fields.pop("adjustments", ()))
    circumstances = Circumstances(**fields, adjustments=pairs)
    file = SubmissionFile(Path(file_name), name, content=Content(data, digest), known=circumstances)
    try:
        grader = grader_for(request)
        if differing := _differing(grader, expected):
            return _refusal(f"differs from the other machines in its {' and '.join(differing)}")
        graded = grader.graded_file(file)
    except GradeError as error:
        return _refusal(f"cannot be used: {error}")
    report = orjson.loads(render_json_line(graded.report))
    return orjson.dumps({"report": report, "incomplete": graded.incomplete})


def _refusal(reason: str) -> bytes:
    return orjson.dumps({"refused": f"the worker {_address()} {reason}"})


def _address() -> str:
    """Return the address of this worker."""
    from distributed import get_worker  # optional on the machine that reads the submissions

    try:
        return str(get_worker().address)
    except ValueError:
        return "here"


def digests_of(basis: Mapping[str, str]) -> bytes:
    """Return what reports depend on, by subject, in the form that travels: a digest of each."""
    digests = {subject: hashlib.sha256(text.encode()).hexdigest() for subject, text in basis.items()}
    return orjson.dumps(digests)


def _differing(grader: Grader, expected: bytes) -> list[str]:
    """Return the subjects in which a worker, which may have joined since, differs from what was examined."""
    digests = orjson.loads(digests_of(grader.basis_by_subject))
    return [subject for subject, digest in orjson.loads(expected).items() if digests.get(subject) != digest]


def examine(request: bytes) -> dict[str, Any]:
    """Return what reports of this worker depend on: `{"basis": …}`, or `{"refused": sentence}`."""
    try:
        grader = grader_for(request)
    except GradeError as error:
        return {"refused": str(error)}
    return {"basis": grader.basis_by_subject, "kind": grader.machine.kind, "pid": os.getpid()}


def request_of(options: Options, packs: Iterable[Path], assignments: str = "") -> bytes:
    """Return a run's options, and its folders of packs, in the form that travels.

    Args:
        options: The options.
        packs: The folders.
        assignments: What is in them now: a worker that knows them as they were reads them again.
    """
    folders = [str(path.resolve()) for path in packs]
    return orjson.dumps(
        {"options": vars(options), "packs": folders, "assignments": assignments},
        option=orjson.OPT_SORT_KEYS,
    )


@lru_cache(maxsize=MAX_GRADERS)
def grader_for(request: bytes) -> Grader:
    """Return the grader of a run, the same for all its submissions.

    Raises:
        MachineError: Enforced isolation is required, and this worker lacks it.
        PackError: A folder of packs is not here, or a pack is invalid.
    """
    wanted = orjson.loads(request)
    options = Options(**wanted["options"])
    machine = _machine(options.isolation, options.memory)
    return Grader(Library([Path(path) for path in wanted["packs"]]), machine, options)


@cache
def _machine(level: str, megabytes: int) -> Machine:
    """Return this worker's boxes, which end with it."""
    machine = Machine(level, megabytes)
    atexit.register(machine.close)
    return machine
