from __future__ import annotations

import errno
import os
import signal
import socket
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from boxed import forked

from grader.box import seccomp, syscalls

if TYPE_CHECKING:
    from collections.abc import Callable

PID = 4321
MINUS_ONE = (1 << 64) - 1
ARCHITECTURES = tuple(syscalls.NUMBERS)
CLONE_THREAD, CLONE_NEWUSER = 0x10000, 0x10000000
X86_64_HEADER = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
needs_filters = pytest.mark.skipif(not seccomp.available(), reason="needs seccomp filters")


def decide(program: bytes, audit_architecture: int, number: int, *arguments: int) -> int:
    """Run a filter's program as the kernel would and return its verdict."""
    padded = [*arguments, 0, 0, 0, 0, 0, 0]
    words = {0: number & 0xFFFFFFFF, 4: audit_architecture}
    words |= {16 + 8 * place: padded[place] & 0xFFFFFFFF for place in range(6)}
    instructions = list(struct.iter_unpack("=HBBI", program))
    accumulator, position = 0, 0
    while True:
        code, if_true, if_false, operand = instructions[position]
        position += 1
        if code == seccomp._RETURN:
            return operand
        if code == seccomp._LOAD:
            accumulator = words[operand]
        elif code == seccomp._AND:
            accumulator &= operand
        else:
            holds = accumulator == operand if code == seccomp._JUMP_EQUAL else accumulator >= operand
            position += if_true if holds else if_false


def verdict(architecture: str, name: str, *arguments: int, rows: Any = tuple(seccomp.RULES)) -> str:
    """Say in a word what the filter of some rows answers to a call."""
    program = seccomp.program(rows, architecture=architecture, pid=PID)
    number = syscalls.NUMBERS[architecture][name]
    answer = decide(program, syscalls.AUDIT_ARCHITECTURES[architecture], number, *arguments)
    if answer == seccomp._ALLOW:
        return "allowed"
    assert answer & 0xFFFF0000 == seccomp._ERRNO
    return errno.errorcode.get(answer & 0xFFFF, "done")


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("kill", (0, 9), "allowed"),
        ("kill", (PID, 9), "allowed"),
        ("kill", (PID + (7 << 32), 9), "allowed"),  # the kernel drops the upper half
        ("kill", (PID + 1, 9), "EPERM"),
        ("kill", (MINUS_ONE, 9), "EPERM"),
        ("kill", (0xFFFFFFFF, 9), "EPERM"),
        ("kill", (-PID, 9), "EPERM"),
        ("tgkill", (PID, 7, 9), "allowed"),
        ("tgkill", (1, PID, 9), "EPERM"),
        ("tkill", (PID, 9), "EPERM"),
        ("prlimit64", (0, 1), "allowed"),
        ("prlimit64", (1, 1), "EPERM"),
        ("sched_setaffinity", (0, 8), "allowed"),
        ("sched_setaffinity", (1, 8), "EPERM"),
        ("setpriority", (0, 0, 5), "allowed"),
        ("setpriority", (0, PID, 5), "allowed"),
        ("setpriority", (0, 1, 5), "EPERM"),
        ("setpriority", (1, 0, 5), "EPERM"),  # a process group
        ("setpriority", (2, 0, 5), "EPERM"),  # a user
        ("ioprio_set", (1, 0, 5), "allowed"),
        ("ioprio_set", (1, PID, 5), "allowed"),
        ("ioprio_set", (1, 1, 5), "EPERM"),
        ("ioprio_set", (2, 0, 5), "EPERM"),
        ("ioprio_set", (3, 0, 5), "EPERM"),
        ("clone", (CLONE_THREAD | 0xF00, 0), "allowed"),
        ("clone", (signal.SIGCHLD, 0), "EPERM"),
        ("clone", (CLONE_THREAD << 32, 0), "EPERM"),
        ("clone", (CLONE_THREAD | 0x900, 0), "EPERM"),  # with descriptors of its own
        ("clone", (CLONE_THREAD | CLONE_NEWUSER, 0), "EPERM"),
        ("clone3", (0, 0), "ENOSYS"),
        ("execve", (0, 0), "EPERM"),
        ("socket", (1, 1), "EACCES"),
        ("socketpair", (socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC), "allowed"),
        ("socketpair", (socket.AF_UNIX, socket.SOCK_DGRAM), "EACCES"),
        ("socketpair", (30, socket.SOCK_STREAM), "EACCES"),  # TIPC
        ("fcntl", (3, 1), "allowed"),
        ("fcntl", (3, 8, 1), "EPERM"),  # F_SETOWN
        ("fcntl", (3, 1031, 1 << 20), "EPERM"),  # F_SETPIPE_SZ
        ("fcntl", (3, 5, 0), "allowed"),  # F_GETLK
        ("fcntl", (3, 6, 0), "done"),  # F_SETLK
        ("fcntl", (3, 7, 0), "done"),  # F_SETLKW
        ("fcntl", (3, 37, 0), "done"),  # F_OFD_SETLK
        ("fcntl", (3, 38, 0), "done"),  # F_OFD_SETLKW
        ("fcntl", (3, 1026, 1), "EINVAL"),  # F_NOTIFY
        ("fcntl", (3, 1036, 0), "EINVAL"),  # F_SET_RW_HINT
        ("flock", (3, 2), "done"),
        ("mincore", (0, 4096, 0), "ENOSYS"),
        ("cachestat", (3, 0, 0, 0), "ENOSYS"),
        ("preadv2", (3, 0, 1, 0, 0, 8), "ENOSYS"),  # RWF_NOWAIT
        ("fadvise64", (3, 0, 0, 4), "done"),  # POSIX_FADV_DONTNEED
        ("readahead", (3, 0, 4096), "done"),
        ("madvise", (0, 4096, 4), "allowed"),  # MADV_DONTNEED, of a box's own pages
        ("madvise", (0, 4096, 21), "done"),  # MADV_PAGEOUT
        ("madvise", (0, 4096, 100), "EPERM"),  # MADV_HWPOISON
        ("prctl", (67, 1), "EPERM"),  # PR_SET_MEMORY_MERGE
        ("io_setup", (65536, 0), "ENOSYS"),
        ("io_submit", (0, 0, 0), "ENOSYS"),
        ("sync", (), "done"),
        ("fsync", (3,), "done"),
        ("prctl", (15, 0), "allowed"),  # PR_SET_NAME
        ("prctl", (4, 1), "EPERM"),  # PR_SET_DUMPABLE
        ("prctl", (1, 0), "EPERM"),  # PR_SET_PDEATHSIG
        ("ioctl", (3, 0x5401), "allowed"),  # TCGETS
        ("ioctl", (3, 0x40086602), "ENOTTY"),  # FS_IOC_SETFLAGS
        ("personality", (0xFFFFFFFF,), "allowed"),
        ("personality", (0x0040000,), "ENOSYS"),
        ("fchmodat", (-100, 0, 0), "done"),
        ("fchownat", (-100, 0, 0), "done"),
        ("utimensat", (-100, 0, 0), "done"),
        ("file_setattr", (-100, 0, 0), "done"),
        ("mmap", (0, 4096, 3, 0x22), "allowed"),  # private and anonymous
        ("mmap", (0, 4096, 3, 0x01), "allowed"),  # a file, shared
        ("mmap", (0, 4096, 3, 0x21), "EPERM"),
        ("mmap", (0, 4096, 3, 0x23), "EPERM"),
        ("vmsplice", (3, 0, 1), "EPERM"),
        ("fallocate", (3, 0, 0, 4096), "ENOTSUP"),
        ("umask", (0o777,), "done"),
        ("mkdirat", (-100, 0, 0o755), "allowed"),
        ("mkdirat", (-100, 0, 0o300), "EACCES"),
        ("bpf", (0,), "ENOSYS"),
        ("capset", (0, 0), "allowed"),
    ],
)
def test_verdict(architecture: str, name: str, arguments: tuple[int, ...], expected: str) -> None:
    """A call is answered as its rule says."""
    assert expected == verdict(architecture, name, *arguments)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_every_name_answered(architecture: str) -> None:
    """Every call that a rule names meets some refusal or a false success with all its arguments -1."""
    names = {name for rules in seccomp.RULES.values() for rule in rules for name in rule.names.split()}
    names &= syscalls.NUMBERS[architecture].keys()
    by_argument = {"fcntl", "prctl", "personality", "clone", "mmap", "madvise", "mkdir", "mkdirat"}

    assert {n for n in names if verdict(architecture, n, *[MINUS_ONE] * 6) == "allowed"} <= by_argument


@pytest.mark.parametrize("row", seccomp.RULES)
def test_row_left_out(row: str) -> None:
    """A row's calls are allowed when no row has rules in force."""
    names = {name for rule in seccomp.RULES[row] for name in rule.names.split()}

    assert {verdict("x86_64", name, rows=()) for name in names} == {"allowed"}


def test_known_names() -> None:
    """Every name in a rule has a number on x86_64, where the oldest calls still exist."""
    names = {name for rules in seccomp.RULES.values() for rule in rules for name in rule.names.split()}

    assert names <= syscalls.NUMBERS["x86_64"].keys()


@pytest.mark.skipif(not X86_64_HEADER.exists(), reason="needs the kernel's headers")
def test_numbers() -> None:
    """The numbers are those of the kernel's headers, as far as these know them."""
    lines = X86_64_HEADER.read_text().splitlines()
    header = {words[1].removeprefix("__NR_"): words[2] for words in map(str.split, lines) if len(words) == 3}
    ours = {name: str(number) for name, number in syscalls.NUMBERS["x86_64"].items() if name in header}

    assert ours == {name: header[name] for name in ours}


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_other_architecture(architecture: str) -> None:
    """A call by another architecture's numbers kills the process."""
    program = seccomp.program((), architecture=architecture, pid=PID)

    assert decide(program, 0x40000003, 1) == seccomp._KILL_PROCESS  # i386


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("number", [syscalls.HIGHEST + 1, 0x40000000, 0x40000000 | 521, 0xFFFFFFFF])
def test_unknown_number(architecture: str, number: int) -> None:
    """Numbers beyond the known ones, x32's among them, are answered ENOSYS."""
    program = seccomp.program((), architecture=architecture, pid=PID)
    answer = decide(program, syscalls.AUDIT_ARCHITECTURES[architecture], number)

    assert answer == seccomp._ERRNO | errno.ENOSYS


def filtered(probe: Callable[[], Any], *rows: str) -> Any:
    """Run a probe in a child with the filter of some rows and nothing else."""

    def inside() -> Any:
        assert seccomp.install(rows)
        return probe()

    return forked(inside)


@needs_filters
@pytest.mark.parametrize("number", [syscalls.HIGHEST + 1, 0x40000000, 0x40000000 | 39])
def test_unknown_number_for_real(number: int) -> None:
    """The kernel answers ENOSYS to numbers that the filter does not know."""
    assert filtered(lambda: syscalls.call_number(number)) == "ENOSYS"


@needs_filters
def test_install_for_real() -> None:
    """A row's calls are refused once its filter is installed."""
    assert filtered(lambda: socket.socket().close(), "network") == "EACCES"


@needs_filters
def test_other_rows_for_real() -> None:
    """A row's calls go through the filter of other rows."""
    others = set(seccomp.RULES) - {"network", "local", "sealed"}
    assert filtered(lambda: socket.socket().close(), *others) is None


@needs_filters
def test_lasts() -> None:
    """A filter can't be replaced by a weaker one."""

    def weaken() -> None:
        seccomp.install(())
        socket.socket().close()

    assert filtered(weaken, "network") == "EACCES"


@needs_filters
def test_own_pid() -> None:
    """A process may signal itself and not its parent."""
    parent = os.getpid()

    def probe() -> str:
        os.kill(os.getpid(), 0)
        os.kill(0, 0)
        try:
            os.kill(parent, 0)
        except PermissionError:
            return "itself only"
        return "both"

    assert filtered(probe, "processes") == "itself only"


def test_unknown_architecture(monkeypatch: pytest.MonkeyPatch) -> None:
    """No filter is installed or available on an architecture without a table."""
    monkeypatch.setattr(syscalls, "architecture", lambda: None)

    assert not seccomp.available()
    assert not seccomp.install(())
