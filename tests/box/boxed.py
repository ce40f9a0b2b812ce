"""Runs a probe in a forked child that is confined first, and brings back what it saw."""

from __future__ import annotations

import errno
import json
import os
import select
import signal
import tempfile
import traceback
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.box.confine import ROWS, Confinement, confine, default_readable

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE_SECONDS = 300
GIGABYTE = 1 << 30
# Where the packages are, in case this interpreter finds them by PYTHONPATH alone.
READABLE = (*default_readable(), str(Path(np.__file__).parents[1]))


def without(*rows: str) -> tuple[str, ...]:
    """Return every row but some."""
    return tuple(row for row in ROWS if row not in rows)


def boxed(
    probe: Callable[[], Any],
    rows: tuple[str, ...] = ROWS,
    *,
    keep: tuple[int, ...] = (),
    before: Callable[[], Any] = int,
) -> Any:
    """Return what a probe says in a confined child: a value, an error's name, or the signal that ended it."""
    return _in_scratch(lambda _: probe(), rows, keep, before)


def outcome(action: Callable[[], Any]) -> str:
    """Say whether an action went through, or the name of its error."""
    try:
        action()
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    return "done"


def both_sides(action: Callable[[], Any], *rows: str) -> tuple[Any, Any]:
    """Return an action's outcomes with every row in force and with some left out."""
    return boxed(lambda: outcome(action)), boxed(lambda: outcome(action), without(*rows))


def in_force(rows: tuple[str, ...] = ROWS) -> Any:
    """Return the rows that `confine` says are in force."""
    return _in_scratch(list, rows, (), int)


def forked(probe: Callable[[], Any]) -> Any:
    """Return what a probe says, as `boxed` does, in a child that is not confined."""
    return _forked(lambda _: probe())


def _in_scratch(
    answer: Callable[[tuple[str, ...]], Any],
    rows: tuple[str, ...],
    keep: tuple[int, ...],
    before: Callable[[], Any],
) -> Any:
    with tempfile.TemporaryDirectory(prefix="box-") as scratch:

        def inside(pipe: int) -> Any:
            settings = Confinement(
                readable=READABLE,
                scratch=scratch,
                keep=(*keep, pipe),
                address_space_bytes=4 * GIGABYTE,
                file_bytes=1 << 20,
                rows=rows,
            )
            before()
            return answer(confine(settings))

        return _forked(inside)


def _forked(inside: Callable[[int], Any]) -> Any:
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking beside threads, from Python 3.12
        pid = os.fork()
    if pid == 0:
        _answer(inside, writing)
    os.close(writing)
    answer = b""
    with open(reading, "rb") as pipe:  # noqa: PTH123 - a descriptor
        if select.select([pipe], [], [], PATIENCE_SECONDS)[0]:
            answer = pipe.read()
        else:
            os.kill(pid, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status < 0:
        return signal.Signals(-status).name
    result = json.loads(answer)
    assert "failure" not in result, result["failure"]
    return result["value"]


def _answer(inside: Callable[[int], Any], pipe: int) -> None:
    """Run the probe, write its result and leave without returning to pytest."""
    try:
        try:
            result = {"value": inside(pipe)}
        except OSError as error:
            result = {"value": errno.errorcode[error.errno or 0]}
        except BaseException:  # noqa: BLE001 - pytest must not see it twice
            result = {"failure": traceback.format_exc()}
        os.write(pipe, json.dumps(result).encode())
    finally:
        os._exit(0)
