"""The rows of a notebook's boxes: what its kernel may and other boxes may not, and what it may not either."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from boxed import READABLE, boxed, forked, outcome

from grader.box import landlock, seccomp
from grader.box.confine import EXECUTOR_ROWS, KERNEL_ROWS, ROWS, Confinement, confine, support
from grader.box.kernel import programs, readable

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(
    landlock.abi() < 6 or not seccomp.available(), reason="needs Landlock ABI 6 (Linux 6.12) and seccomp"
)


SHELL = "/bin/sh"


def in_kernel(probe: Callable[[], Any], rows: tuple[str, ...] = KERNEL_ROWS) -> Any:
    """Return what a probe says in a kernel's box."""
    with tempfile.TemporaryDirectory(prefix="box-") as scratch:

        def inside() -> Any:
            settings = Confinement(
                readable=(*READABLE, *readable()),
                runnable=programs(),
                scratch=scratch,
                keep=tuple(range(3, 200)),
                address_space_bytes=4 << 30,
                file_bytes=1 << 20,
                rows=rows,
            )
            confine(settings)
            return probe()

        return forked(inside)


def without(*rows: str) -> tuple[str, ...]:
    return tuple(row for row in KERNEL_ROWS if row not in rows)


def test_every_row_is_in_force_or_has_its_stub() -> None:
    """Only what a kernel can't do without differs from the usual boxes."""
    assert support().in_force(KERNEL_ROWS) == KERNEL_ROWS
    assert set(ROWS) - set(KERNEL_ROWS) == {"network", "spawning"}
    assert set(ROWS) - set(EXECUTOR_ROWS) == {"network"}


class TestPrograms:
    def test_programs_run(self) -> None:
        """Those of the system and of Python."""
        assert in_kernel(lambda: subprocess.run([SHELL, "-c", "exit 7"], check=False).returncode) == 7

    def test_not_in_the_usual_box_and_not_in_the_executors(self) -> None:
        """Theirs is a row that refuses."""
        act = lambda: outcome(lambda: subprocess.run([SHELL, "-c", "exit 7"], check=False))  # noqa: E731
        assert in_kernel(act, EXECUTOR_ROWS) == "EPERM"
        assert boxed(act) == "EPERM"

    def test_nothing_else_runs(self) -> None:
        """Not even what it wrote itself."""

        def act() -> str:
            Path("mine").write_text("#!/bin/sh\n")
            Path("mine").chmod(0o700)
            return outcome(lambda: subprocess.run(["./mine"], check=False))

        assert in_kernel(act) == "EACCES"
        assert in_kernel(act, without("files", "metadata")) == "done"

    def test_children_stay_in_the_group(self) -> None:
        """They are told that they left."""

        def act() -> bool:
            child = subprocess.Popen(
                [SHELL, "-c", "sleep 10"], start_new_session=True, stdin=subprocess.DEVNULL
            )
            same = os.getpgid(child.pid) == os.getpgid(0)
            os.kill(0, 0)
            return same

        assert in_kernel(act) is True
        assert in_kernel(act, without("group")) is False

    def test_children_are_closed_in_too(self) -> None:
        """What a program may read is what its kernel may."""

        def shown() -> str:
            return subprocess.run([SHELL, "-c", "ls /"], capture_output=True, text=True, check=False).stdout

        assert in_kernel(shown) == ""
        assert "usr" in in_kernel(shown, without("files"))

    @pytest.mark.skipif(os.getuid() != 0, reason="only root would gain any")
    def test_programs_gain_no_capabilities(self) -> None:
        """A program that root runs would have them all again."""

        def act() -> int:
            code = "import os; os.setuid(1)"
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
            return done.returncode

        assert in_kernel(act) == 1
        assert in_kernel(act, without("kernel")) == 0


class TestSockets:
    def test_only_those_that_are_files(self) -> None:
        """In the scratch folder."""

        def act() -> list[str]:
            kinds = [(socket.AF_INET, socket.SOCK_STREAM), (socket.AF_UNIX, socket.SOCK_DGRAM)]
            refused = [outcome(lambda kind=kind: socket.socket(*kind)) for kind in kinds]  # type: ignore[misc]
            local = socket.socket(socket.AF_UNIX)
            outside = outcome(lambda: local.bind("/var/tmp/hostile-socket"))
            return [*refused, outside, outcome(lambda: local.bind("mine"))]

        assert in_kernel(act) == ["EACCES", "EACCES", "EACCES", "done"]

    def test_sealed_there_are_no_more(self, tmp_path: Path) -> None:
        """In no thread, also where one was made before."""
        path = str(tmp_path / "listener")

        def act(*, sealed: bool) -> list[str]:
            early = socket.socket(socket.AF_UNIX)
            go, found = threading.Event(), list[str]()

            def late() -> None:
                go.wait()
                found.append(outcome(lambda: early.connect(path)))
                found.append(outcome(lambda: socket.socket(socket.AF_UNIX)))

            thread = threading.Thread(target=late)
            thread.start()
            if sealed and not seccomp.install(("sealed",), all_threads=True):
                raise OSError(errno.EINVAL, "not sealed")
            go.set()
            thread.join()
            return found

        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path)
            listener.listen()
            assert in_kernel(lambda: act(sealed=False)) == ["done", "done"]
            assert in_kernel(lambda: act(sealed=True)) == ["EACCES", "EACCES"]

    def test_who_was_called_before_still_answers(self) -> None:
        """The kernel accepts its executor after it is sealed."""

        def act() -> str:
            listener = socket.socket(socket.AF_UNIX)
            listener.bind("mine")
            listener.listen()
            caller = socket.socket(socket.AF_UNIX)
            caller.connect("mine")
            seccomp.install(("sealed",), all_threads=True)
            listener.accept()[0].sendall(b"hello")
            return caller.recv(5).decode()

        assert in_kernel(act) == "hello"

    def test_scheduling_is_answered_not_done(self) -> None:
        """Refused, libzmq aborts."""
        parent = os.getpid()
        act = lambda: outcome(lambda: os.sched_setscheduler(parent, os.SCHED_OTHER, os.sched_param(0)))  # noqa: E731
        assert in_kernel(act) == "done"
        assert in_kernel(act, without("scheduling")) == "EPERM"
