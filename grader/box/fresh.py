"""A box in a new process, for systems without fork or without enforceable isolation."""

from __future__ import annotations

import importlib
import os
import sys

from grader.box import numpy_compat, worker
from grader.box.confine import ROWS, Confinement, confine, default_readable, thread_locks

ADDRESS_SPACE_BYTES = 4 * 2**30
FILE_BYTES = 32 * 2**20


def main(scratch: str, kind: str, memory_bytes: int = 0, *, confined: bool) -> None:
    """Serve requests from standard input; replies go to the original standard output."""
    numpy_compat.restore_numpy_names()
    if kind != "numpy":
        importlib.import_module("grader.box.keras").prepare()
    thread_locks()
    requests, replies = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(null, descriptor)
    in_force: tuple[str, ...] = ()
    if sys.platform == "linux":
        in_force = confine(
            Confinement(
                readable=default_readable(),
                scratch=scratch,
                keep=(requests, replies),
                address_space_bytes=max(ADDRESS_SPACE_BYTES, memory_bytes),
                file_bytes=FILE_BYTES,
                rows=ROWS if confined else ("inherited", "memory", "disk"),
            )
        )
    else:
        os.chdir(scratch)
    worker.serve(requests, replies, in_force, kind)
    os._exit(0)
