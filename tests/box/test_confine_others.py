"""The rows processes, spawning and leftovers: refused in force, going through when left out."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct
import subprocess
import threading
from multiprocessing.pool import ThreadPool
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from boxed import both_sides, boxed, forked, outcome, without

from grader.box import landlock, seccomp, syscalls
from grader.box.confine import (
    prepare,
)

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(
    landlock.abi() < 6 or not seccomp.available(), reason="needs Landlock ABI 6 (Linux 6.12) and seccomp"
)


# processes

PARENT_ACTIONS: dict[str, Callable[[int], Any]] = {
    "kill": lambda pid: os.kill(pid, 0),
    "rt_sigqueueinfo": lambda pid: syscalls.call(
        "rt_sigqueueinfo", pid, 0, struct.pack("=iii116x", 0, 0, -1)
    ),
    "prlimit": lambda pid: resource.prlimit(pid, resource.RLIMIT_NOFILE),
    "affinity": lambda pid: os.sched_setaffinity(pid, os.sched_getaffinity(pid)),
    "priority": lambda pid: os.setpriority(os.PRIO_PROCESS, pid, os.getpriority(os.PRIO_PROCESS, pid)),
    "ioprio": lambda pid: syscalls.call("ioprio_set", 1, pid, 2 << 13 | 4),
    "scheduler": lambda pid: os.sched_setscheduler(pid, os.SCHED_OTHER, os.sched_param(0)),
}


@pytest.mark.parametrize("action", PARENT_ACTIONS.values(), ids=PARENT_ACTIONS)
def test_parent(action: Callable[[int], Any]) -> None:
    """The parent's signals, limits, processors and priorities are out of reach."""
    parent = os.getpid()

    # Without capabilities the kernel refuses some of it as well, where the parent has any.
    assert both_sides(lambda: action(parent), "processes", "kernel") == ("EPERM", "done")
    assert boxed(lambda: outcome(lambda: action(parent)), without("kernel")) == "EPERM"


@pytest.mark.parametrize("action", PARENT_ACTIONS.values(), ids=PARENT_ACTIONS)
def test_itself(action: Callable[[int], Any]) -> None:
    """What is refused on the parent works on the process itself."""
    assert boxed(lambda: outcome(lambda: action(os.getpid()))) == "done"


@pytest.mark.parametrize(
    ("pid", "expected"),
    [(-1, ("EPERM", "done")), (0, ("done", "done"))],
)
def test_kill_many(pid: int, expected: tuple[str, str]) -> None:
    """Signals to everybody are refused, those to the box's own group are not."""
    # The whole machine's processes would be asked with signal 0 only, which does nothing.
    assert both_sides(lambda: os.kill(pid, 0), "processes") == expected


def test_kill_group() -> None:
    """The parent's process group can't be signalled."""
    group = os.getpgrp()

    assert both_sides(lambda: os.killpg(group, 0), "processes") == ("EPERM", "done")


def test_own_group() -> None:
    """The box leads a session of its own, so that its parent can end it as a whole."""
    assert boxed(lambda: os.getsid(0) == os.getpgrp() == os.getpid())


def test_process_descriptor() -> None:
    """No descriptor of a process is to be had."""
    assert both_sides(lambda: os.pidfd_open(os.getpid()), "processes") == ("EPERM", "done")


def test_trace() -> None:
    """Nobody traces anybody."""
    assert both_sides(lambda: syscalls.call("ptrace", 0, 0, 0, 0), "processes") == ("EPERM", "done")


def test_read_memory() -> None:
    """No process's memory is read by number, be it the box's own."""

    def read() -> None:
        source, target = ctypes.create_string_buffer(b"x" * 8), ctypes.create_string_buffer(8)
        local = struct.pack("PN", ctypes.addressof(target), 8)
        remote = struct.pack("PN", ctypes.addressof(source), 8)
        syscalls.call("process_vm_readv", os.getpid(), local, 1, remote, 1, 0)

    assert both_sides(read, "processes") == ("EPERM", "done")


def test_abort() -> None:
    """A crash is still a crash, with the signal that says so."""
    assert boxed(os.abort) == "SIGABRT"


# spawning


def fork_and_reap() -> None:
    """Fork a process that leaves at once."""
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def clone_and_reap(flags: int) -> None:
    """Clone a process that leaves at once."""
    pid = syscalls.call("clone", flags | signal.SIGCHLD, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


CLONE_VFORK = 0x4000


@pytest.mark.parametrize(
    "action", [fork_and_reap, lambda: clone_and_reap(0), lambda: clone_and_reap(CLONE_VFORK)]
)
def test_fork(action: Callable[[], Any]) -> None:
    """No process can be started."""
    assert both_sides(action, "spawning") == ("EPERM", "done")


def test_subprocess() -> None:
    """No program can be run."""
    program = ["/bin/true"]

    assert both_sides(lambda: subprocess.run(program, check=True), "spawning", "files") == ("EPERM", "done")


def test_spawn() -> None:
    """No program can be spawned."""

    def spawn() -> None:
        os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)

    assert both_sides(spawn, "spawning", "files") == ("EPERM", "done")


def test_exec() -> None:
    """The process can't become another program."""

    def become(path: str) -> None:
        os.execv(path, [path])  # noqa: S606 - no shell is the point

    assert both_sides(lambda: become("/none"), "spawning") == ("EPERM", "ENOENT")
    assert boxed(lambda: outcome(lambda: become("/bin/true")), without("spawning")) == "EACCES"


def test_threads() -> None:
    """Threads work."""

    def probe() -> list[int]:
        seen: list[int] = []
        threads = [threading.Thread(target=seen.append, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(seen)

    assert boxed(probe) == [0, 1, 2, 3]


def test_thread_pool() -> None:
    """A pool of threads, which needs multiprocessing's locks, works."""

    def probe() -> list[int]:
        with ThreadPool(2) as pool:
            return pool.map(abs, [-1, -2, -3])

    assert boxed(probe) == [1, 2, 3]


def test_prepared() -> None:
    """Where the boxes' parent is prepared, its children's locks are threading's from the start."""

    def probe() -> bool:
        prepare()
        import multiprocessing  # as a student's code would

        locks: list[Any] = [multiprocessing.Lock(), multiprocessing.get_context().Lock()]
        return [type(lock) for lock in locks] == [type(threading.Lock())] * 2

    assert forked(probe)


def test_matrix_product() -> None:
    """NumPy's own threads work, in a child of a process that has used them."""
    matrix = np.ones((300, 300))
    assert (matrix @ matrix)[0, 0] == 300

    assert boxed(lambda: float((matrix @ matrix)[0, 0])) == 300


# leftovers


@pytest.mark.parametrize("kind", ["shm", "sem", "msg"])
def test_system_v(kind: str) -> None:
    """No shared memory, semaphores or message queues that outlive the box."""
    ipc_rmid = 0

    def make() -> None:
        size = () if kind == "msg" else (1,)
        made = syscalls.call(f"{kind}get", 0, *size, 0o1600)
        remove = (made, 0, ipc_rmid) if kind == "sem" else (made, ipc_rmid, 0)
        syscalls.call(f"{kind}ctl", *remove)

    assert both_sides(make, "leftovers") == ("EPERM", "done")


def test_message_queue() -> None:
    """No POSIX message queue."""

    def make() -> None:
        name = f"box-{os.getpid()}".encode()
        os.close(syscalls.call("mq_open", name, os.O_CREAT | os.O_RDWR, 0o600, None))
        syscalls.call("mq_unlink", name)

    assert both_sides(make, "leftovers", "files") == ("EPERM", "done")
    assert boxed(lambda: outcome(make), without("files")) == "EPERM"


def test_memory_file() -> None:
    """No files in memory, which no quota sees."""
    assert both_sides(lambda: os.close(os.memfd_create("box")), "leftovers") == ("EPERM", "done")


def test_processor_time() -> None:
    """A box that its parent forgot ends by itself."""
    assert boxed(lambda: resource.getrlimit(resource.RLIMIT_CPU)) == [3600, 3600]
    assert boxed(lambda: resource.getrlimit(resource.RLIMIT_CPU), without("leftovers")) != [3600, 3600]


def test_dies_with_parent() -> None:
    """A box told to die with its parent stays told: confining keeps it, and the box can't undo it."""
    pr_set_pdeathsig, pr_get_pdeathsig = 1, 2

    def told_signal() -> int:
        told = ctypes.c_int()
        syscalls.call("prctl", pr_get_pdeathsig, ctypes.byref(told), 0, 0, 0)
        return told.value

    def undo() -> None:
        syscalls.call("prctl", pr_set_pdeathsig, 0, 0, 0, 0)

    def born() -> None:
        syscalls.call("prctl", pr_set_pdeathsig, signal.SIGKILL, 0, 0, 0)

    assert boxed(told_signal, before=born) == signal.SIGKILL
    assert both_sides(undo, "leftovers") == ("EPERM", "done")
