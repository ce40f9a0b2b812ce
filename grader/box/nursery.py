"""A clean process that has imported the libraries once and forks a box for each request.

It never reads a job: requests contain descriptors and the path of a scratch folder, and the forked child
reads the rest. So no data of one submission is in the memory of another one's box.
"""

from __future__ import annotations

import array
import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
from typing import TYPE_CHECKING

from grader.box import confine as box
from grader.box import numpy_compat, scratch, syscalls, worker

if TYPE_CHECKING:
    from typing import NoReturn

ADDRESS_SPACE_BYTES = 4 * 2**30
# NumPy imports these on first use, which would cost each box 10 ms.
LAZY_PARTS_OF_NUMPY = ("numpy.random", "numpy.linalg", "numpy.fft", "numpy.lib.stride_tricks")
OBJECTS_BEFORE_COLLECTION = 10_000  # loops over windows create few reference cycles
FILE_BYTES = 32 * 2**20
OPEN_FILES = 64


def main(control_descriptor: int, scratch_root: str, kind: str, memory_bytes: int = 0) -> None:
    """Serve until the grader closes its end of the control socket.

    Args:
        control_descriptor: A sequenced-packet socket. A request is the path of a scratch folder with three
            descriptors: requests in, replies out, and a socket that gets the child's pid with its pidfd,
            then its exit status.
        scratch_root: The folder of all scratch folders; removed at the end.
        kind: The runtime of the notebooks: `numpy`, `keras2` or `keras3`.
        memory_bytes: The memory that a box must be able to use; at least as much as usual.
    """
    prepare(kind)
    addresses = max(ADDRESS_SPACE_BYTES, memory_bytes)
    control = socket.socket(fileno=control_descriptor)
    children: dict[int, tuple[int, socket.socket]] = {}
    poller = select.poll()
    poller.register(control, select.POLLIN)
    readable = box.default_readable()
    box.drop_bounding_set()
    worker.warm_up()
    gc.freeze()  # without a collection: the memory that it frees would be written, and copied, in each box
    gc.enable()
    gc.set_threshold(OBJECTS_BEFORE_COLLECTION)
    while True:
        for descriptor, _ in poller.poll():
            if descriptor != control.fileno():
                poller.unregister(descriptor)
                _reap(descriptor, *children.pop(descriptor))
                continue
            request, descriptors, _, _ = socket.recv_fds(control, 4096, 3)
            if not request:
                _end(children, scratch_root)
                os._exit(0)  # at once: an orderly shutdown of NumPy would delay the grader
            pid = os.fork()
            if pid == 0:
                _become_box(descriptors[0], descriptors[1], request.decode(), readable, kind, addresses)
            pidfd = _announce(pid, descriptors, children)
            poller.register(pidfd, select.POLLIN)


def prepare(kind: str) -> None:
    """Import what submissions need, without running any of it."""
    if kind != "numpy":
        importlib.import_module("grader.box.keras").prepare()
    for name in LAZY_PARTS_OF_NUMPY:
        importlib.import_module(name)
    numpy_compat.restore_numpy_names()
    box.prepare()


def _become_box(  # noqa: PLR0917 - one call
    requests: int, replies: int, folder: str, readable: tuple[str, ...], kind: str, addresses: int
) -> NoReturn:
    status = 1
    try:
        syscalls.die_with_parent()
        in_force = box.confine(
            box.Confinement(
                readable=readable,
                scratch=folder,
                keep=(requests, replies),
                address_space_bytes=addresses,
                file_bytes=FILE_BYTES,
                open_files=OPEN_FILES,
            )
        )
        worker.serve(requests, replies, in_force, kind)
        status = 0
    finally:
        os._exit(status)


def _announce(pid: int, descriptors: list[int], children: dict[int, tuple[int, socket.socket]]) -> int:
    """Send the child's pid to the grader, and remember the socket for its exit status."""
    requests, replies, status = descriptors
    os.close(requests)
    os.close(replies)
    listener = socket.socket(fileno=status)
    pidfd = os.pidfd_open(pid)
    with contextlib.suppress(OSError):
        listener.sendmsg(
            [str(pid).encode()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [pidfd]))]
        )
    children[pidfd] = (pid, listener)
    return pidfd


def _reap(pidfd: int, pid: int, listener: socket.socket) -> None:
    """Kill the rest of a box's process group, reap the box, and report how it ended."""
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)  # leaves a zombie, so that its pid can't be reused yet
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(pidfd)
    with contextlib.suppress(OSError), listener:
        listener.send(str(os.waitstatus_to_exitcode(status)).encode())


def _end(children: dict[int, tuple[int, socket.socket]], scratch_root: str) -> None:
    for pidfd, (pid, listener) in children.items():
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
        _reap(pidfd, pid, listener)
    scratch.remove(scratch_root)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
