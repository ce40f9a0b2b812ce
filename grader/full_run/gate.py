"""Decides on each process that a notebook's box wants to start, before it exists.

Watching is too slow for a fork bomb: within a second it takes every process id that the
machine has, and no one can start anything. So the kernel's system calls ask here (seccomp's user
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
# From linux/seccomp.h: how to receive a question and send an answer, and the format of each.
_TAKE, _ANSWER, _GO_ON = 0xC0502100, 0xC0182101, 1
_QUESTION_BYTES, _QUESTION_ID, _ANSWER_FORM = 80, "=Q", "=QqiI"  # id; id, result, error, flags


class Gate:
    """Allows a box a number of processes at a time, and no more once it has asked for too many.

    Attributes:
        was_exceeded: Whether it has asked for too many.
    """

    def __init__(self, members: Callable[[], int]) -> None:
        """Make a gate.

        Args:
            members: Counts the existing processes.
        """
        self.was_exceeded = False
        self._members = members
        self._free = 0  # number that may start before counting again

    @contextlib.contextmanager
    def door(self) -> Iterator[tuple[int, ...]]:
        """Yield the descriptor that a box started in the block inherits; then answer it in a thread."""
        ours, theirs = socket.socketpair()
        with theirs:
            yield (theirs.fileno(),)
        threading.Thread(target=self._serve, args=(ours,), daemon=True).start()

    def may_start(self) -> bool:
        """Return whether one more process may be started; if so, count it as started."""
        if not self._free and not self.was_exceeded:
            self._free = max(0, MAX_PROCESSES - self._members())
            self.was_exceeded = not self._free
        self._free = max(0, self._free - 1)
        return not self.was_exceeded

    def _serve(self, ours: socket.socket) -> None:
        with ours:
            listeners = socket.recv_fds(ours, 1, 1)[1]
        for listener in listeners:  # none: it has ended, or its kernel does not support such filters
            questions = select.poll()
            questions.register(listener, select.POLLIN)
            while questions.poll()[0][1] & select.POLLIN:  # otherwise no process is left to ask
                with contextlib.suppress(OSError):  # the asking process has ended or been interrupted
                    self._answer(listener)

    def _answer(self, listener: int) -> None:
        import fcntl  # not on Windows

        question = bytearray(_QUESTION_BYTES)
        fcntl.ioctl(listener, _TAKE, question)
        (number,) = struct.unpack_from(_QUESTION_ID, question)
        error, flags = (0, _GO_ON) if self.may_start() else (-errno.EAGAIN, 0)
        fcntl.ioctl(listener, _ANSWER, bytearray(struct.pack(_ANSWER_FORM, number, 0, error, flags)))
