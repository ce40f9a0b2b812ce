"""Runs authors' tests, each in a fork of its own: `python -m grader.checks.author_tests.server`.

Requests come as frames on standard input, replies go out on standard output; see `result_of`.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

from grader import wire

if TYPE_CHECKING:
    from typing import BinaryIO

WALL_SECONDS = 120.0  # for a test that waits instead of computing
CHUNK_BYTES = 2**16
DATA_BYTES = 4 * 2**30  # of memory for a test: a value may say how much it asks for


def serve(requests: BinaryIO, replies: int) -> None:
    """Answer requests until there are no more."""
    import grader.checks.author_tests.run  # noqa: F401 - once, for all forks

    while (request := wire.read_frame(requests)) is not None:
        _write(replies, _answered(request))


def _answered(request: bytes) -> bytes:
    """Return the reply to a request, from a fork that may not last longer than a test may."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        _run(request, writer)
    os.close(writer)
    reply, timed_out = _read(reader, time.monotonic() + WALL_SECONDS)
    os.close(reader)
    _kill(pid)
    _, status = os.waitpid(pid, 0)
    if _is_complete(reply):
        return reply
    late = timed_out or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU)
    return wire.encode({"broken": "hang" if late else "crash"})


def _is_complete(reply: bytes) -> bool:
    """Return whether a reply was not cut off when its fork was killed: the grader would wait for the rest."""
    try:
        wire.decode(reply)
    except wire.WireError:
        return False
    return True


def _run(request: bytes, writer: int) -> None:
    """Run a test in this fork, which ends with it."""
    from grader.checks.author_tests.run import reply_to

    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())  # what is wrong is in the reply
        os.setpgid(0, 0)
        job = wire.decode(request)
        _lower(resource.RLIMIT_DATA, DATA_BYTES)
        used = int(sum(os.times()[:2]))  # a fork begins at 0, but not everywhere
        resource.setrlimit(resource.RLIMIT_CPU, (used + job["seconds"], used + job["seconds"] + 1))
        _write(writer, wire.encode(reply_to(job)))
    finally:
        os._exit(0)


def _lower(kind: int, value: int) -> None:
    """Set a limit, unless a lower one is set already."""
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def _read(reader: int, deadline: float) -> tuple[bytes, bool]:
    """Return what a fork writes until it closes its end, and whether it was still at it in the end."""
    parts: list[bytes] = []
    while select.select([reader], [], [], max(0.0, deadline - time.monotonic()))[0]:
        part = os.read(reader, CHUNK_BYTES)
        if not part:
            return b"".join(parts), False
        parts.append(part)
    return b"", True


def _kill(pid: int) -> None:
    """Kill a fork with all that it has started; one that has ended is left for its parent."""
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except OSError:
            continue


def _write(descriptor: int, data: Any) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def main() -> None:
    """Serve on standard input and output, which tests do not get."""
    replies = os.dup(sys.stdout.fileno())
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.dont_write_bytecode = True  # a pack is the author's folder
    serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
