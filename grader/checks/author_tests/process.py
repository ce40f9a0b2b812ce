"""The process that runs authors' tests: started when it is first needed, one for all graders of a process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

from grader import wire
from grader.errors import MachineError

if TYPE_CHECKING:
    from collections.abc import Mapping

MODULE = "grader.checks.author_tests.server"
NOT_INSTALLED = (
    "pytest is not installed: imported courses and checks of the kind pytest need it: pip install pytest"
)


class TestProcess:
    """Sends requests to the process, one at a time; a process that died is replaced. Thread-safe."""

    __test__ = False  # for pytest, which takes every class of such a name for tests

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: dict[bytes, Mapping[str, Any]] = {}

    def answer(self, request: bytes) -> Mapping[str, Any]:
        """Return what became of a test; the same request is answered once.

        Raises:
            MachineError: pytest is not installed, or the process could not be started or died twice.
        """
        if find_spec("pytest") is None:
            raise MachineError(NOT_INSTALLED)
        key = hashlib.sha256(request).digest()  # of what may be large, and is a student's
        with self._lock:
            if key not in self._answers:
                reply = self._ask(request) or self._ask(request)
                if reply is None:
                    raise MachineError("the process that runs an author's tests ended")
                if len(self._answers) >= MAX_ANSWERS:
                    self._answers.clear()
                self._answers[key] = reply
            return self._answers[key]

    def _ask(self, request: bytes) -> Mapping[str, Any] | None:
        """Return the reply to a request; None if the process has ended."""
        process = self._process = self._process or _started()
        assert process.stdin is not None  # noqa: S101 - it was started with pipes
        assert process.stdout is not None  # noqa: S101 - it was opened as a pipe
        try:
            process.stdin.write(request)
            process.stdin.flush()
            frame = wire.read_frame(process.stdout)
        except OSError:
            frame = None
        if frame is None:
            process.kill()
            process.wait()
            self._process = None
            return None
        return cast("Mapping[str, Any]", wire.decode(frame))


MAX_ANSWERS = 200


@cache
def test_process() -> TestProcess:
    """Return the process that runs authors' tests; it ends with this one."""
    return TestProcess()


def _started() -> subprocess.Popen[bytes]:
    # What a user has set for pytest elsewhere is not for these tests.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", MODULE]
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    except OSError as error:
        raise MachineError(f"the process for an author's tests can't be started: {error.strerror}") from error
