"""Where a notebook's box asks for each process that it wants to start, before there is one.

Watching comes too late for what forks as fast as it can: in a second it takes every process number that the
machine has, and nobody on it can start anything. So the kernel's system calls ask here (seccomp's user
notification), one after another.
"""

from __future__ import annotations

import contextlib
import errno
import select
import socket
import struct
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_PROCESSES = 64
# Of linux/seccomp.h: how to take a question and to give an answer, and the form of either.
_TAKE, _ANSWER, _GO_ON = 0xC0502100, 0xC0182101, 1
_QUESTION_BYTES, _QUESTION_ID, _ANSWER_FORM = 80, "=Q", "=QqiI"  # id; id, result, error, flags


class Gate:
    """Lets a box have some processes at a time, and none any more once it has asked for too many.

    Attributes:
        was_exceeded: Whether it has asked for too many.
    """

    def __init__(self, members: Callable[[], int]) -> None:
        """Make a gate.

        Args:
            members: Counts the processes that there are.
        """
        self.was_exceeded = False
        self._members = members
        self._free = 0  # as many may start before it is worth counting again

    @contextlib.contextmanager
    def door(self) -> Iterator[tuple[int, ...]]:
        """Yield what a box has to inherit, which is to be started meanwhile; then answer it, in a thread."""
        ours, theirs = socket.socketpair()
        with theirs:
            yield (theirs.fileno(),)
        threading.Thread(target=self._serve, args=(ours,), daemon=True).start()

    def may_start(self) -> bool:
        """Tell whether one more process may be started; it counts as started then."""
        if not self._free and not self.was_exceeded:
            self._free = max(0, MAX_PROCESSES - self._members())
            self.was_exceeded = not self._free
        self._free = max(0, self._free - 1)
        return not self.was_exceeded

    def _serve(self, ours: socket.socket) -> None:
        with ours:
            listeners = socket.recv_fds(ours, 1, 1)[1]
        for listener in listeners:  # none: it has ended, or its kernel knows no such filter
            questions = select.poll()
            questions.register(listener, select.POLLIN)
            while questions.poll()[0][1] & select.POLLIN:  # else there is nobody left to ask
                with contextlib.suppress(OSError):  # who asked has ended meanwhile, or been interrupted
                    self._answer(listener)

    def _answer(self, listener: int) -> None:
        import fcntl  # noqa: PLC0415 - not on Windows

        question = bytearray(_QUESTION_BYTES)
        fcntl.ioctl(listener, _TAKE, question)
        (number,) = struct.unpack_from(_QUESTION_ID, question)
        error, flags = (0, _GO_ON) if self.may_start() else (-errno.EAGAIN, 0)
        fcntl.ioctl(listener, _ANSWER, bytearray(struct.pack(_ANSWER_FORM, number, 0, error, flags)))
