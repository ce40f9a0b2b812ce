"""The rows kernel, inherited, memory and disk: refused in force, going through when left out."""

from __future__ import annotations

import ctypes
import mmap
import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from boxed import both_sides, boxed, outcome, without

from grader.box import landlock, seccomp, syscalls
from grader.box.confine import (
    clean_environment,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(
    landlock.abi() < 6 or not seccomp.available(), reason="needs Landlock ABI 6 (Linux 6.12) and seccomp"
)

libc: Any = ctypes.CDLL(None, use_errno=True)


# kernel


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("mount", (0, 0, 0, 0, 0)),
        ("umount2", (0, 0)),
        ("chroot", (0,)),
        ("fsopen", (0, 0)),
        ("unshare", (0,)),
        ("setns", (-1, 0)),
        ("io_uring_setup", (0, 0)),
        ("bpf", (0, 0, 0)),
        ("keyctl", (6, 0, 0, 0, 0)),
        ("add_key", (0, 0, 0, 0, 0)),
        ("perf_event_open", (0, 0, -1, -1, 0)),
        ("userfaultfd", (-1,)),
        ("inotify_init1", (-1,)),
        ("fanotify_init", (-1, 0)),
        ("clock_settime", (0, 0)),
        ("sethostname", (0, -1)),
        ("syslog", (-1, 0, 0)),
        ("personality", (0,)),
        ("open_by_handle_at", (-1, 0, 0)),
    ],
)
def test_kernel_surface(name: str, arguments: tuple[int, ...]) -> None:
    """The kernel seems not to have the calls that only its administrators need."""
    refused, allowed = both_sides(lambda: syscalls.call(name, *arguments), "kernel")

    assert refused == "ENOSYS"
    assert allowed != "ENOSYS"


@pytest.mark.parametrize("number", [syscalls.HIGHEST + 1, 0x40000000 | 39])
def test_unknown_calls(number: int) -> None:
    """Calls that the filter does not know, x32's among them, do not exist."""
    assert boxed(lambda: outcome(lambda: syscalls.call_number(number))) == "ENOSYS"


def capabilities() -> list[int]:
    """Return the permitted, effective and inheritable sets of this process, both halves of each."""
    sets = ctypes.create_string_buffer(24)
    syscalls.call("capget", struct.pack("=Ii", 0x20080522, 0), sets)
    return list(struct.unpack("=6I", sets.raw))


def test_capabilities() -> None:
    """Every capability is gone, root's too."""
    assert boxed(capabilities) == [0] * 6
    assert boxed(capabilities, without("kernel")) == capabilities()


@pytest.mark.skipif(os.getuid() != 0, reason="only root may shrink the bounding set")
def test_bounding_set() -> None:
    """No capability can be gained again."""
    pr_capbset_read = 23

    def possible() -> int:
        return sum(syscalls.call("prctl", pr_capbset_read, capability, 0, 0, 0) for capability in range(40))

    assert boxed(possible) == 0
    assert boxed(possible, without("kernel")) == possible() > 0


def test_no_new_privileges() -> None:
    """Set-uid files give nothing."""
    pr_get_no_new_privs = 39

    assert boxed(lambda: syscalls.call("prctl", pr_get_no_new_privs, 0, 0, 0, 0)) == 1


# inherited


@pytest.fixture
def inherited() -> Iterator[int]:
    """Return a descriptor that a fork inherits."""
    reading, writing = os.pipe()
    yield reading
    os.close(reading)
    os.close(writing)


def test_descriptors(inherited: int) -> None:
    """Descriptors that are not kept are closed."""
    assert both_sides(lambda: os.fstat(inherited), "inherited") == ("EBADF", "done")


def test_kept_descriptor(inherited: int) -> None:
    """Descriptors that are kept stay open."""
    assert boxed(lambda: outcome(lambda: os.fstat(inherited)), keep=(inherited,)) == "done"


@pytest.mark.parametrize("descriptor", [0, 1, 2])
def test_standard_streams(descriptor: int) -> None:
    """Standard input, output and error lead nowhere."""
    null = Path(os.devnull).stat().st_rdev

    assert boxed(lambda: os.fstat(descriptor).st_rdev) == null


def test_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables that are not on the list are gone, for the interpreter and for C."""
    monkeypatch.setenv("BOX_SECRET", "secret")
    libc.getenv.restype = ctypes.c_char_p

    def probe() -> list[Any]:
        import posix  # as hostile code would

        in_c = libc.getenv(b"BOX_SECRET")
        return [os.environ.get("BOX_SECRET"), in_c and in_c.decode(), b"BOX_SECRET" in posix.environ]

    assert boxed(probe) == [None, None, False]
    assert boxed(probe, without("inherited"))[:2] == ["secret", "secret"]


def test_environment_list() -> None:
    """Variables that change how libraries run are kept."""
    kept = {
        "PATH": "/bin",
        "LANG": "C",
        "OMP_NUM_THREADS": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONHASHSEED": "0",
    }

    assert kept == clean_environment(
        {**kept, "AWS_SECRET_ACCESS_KEY": "x", "PYTHONPATH": "/x", "HOME": "/root"}
    )


def test_dumpable() -> None:
    """The process can be neither dumped nor opened by others, and can't change that."""
    pr_get_dumpable, pr_set_dumpable = 3, 4

    def dumpable() -> int:
        outcome(lambda: syscalls.call("prctl", pr_set_dumpable, 1, 0, 0, 0))
        return syscalls.call("prctl", pr_get_dumpable, 0, 0, 0, 0)

    assert (boxed(dumpable), boxed(dumpable, without("inherited"))) == (0, 1)


# memory, disk


def test_address_space() -> None:
    """More memory than the limit can't be mapped."""
    map_noreserve = 0x4000
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | map_noreserve

    assert both_sides(lambda: mmap.mmap(-1, 1 << 36, flags=flags).close(), "memory") == ("ENOMEM", "done")


def test_pipe_size() -> None:
    """Pipes, whose contents no resident set shows, keep their size."""
    f_setpipe_sz = 1031

    def grow() -> None:
        syscalls.call("fcntl", os.pipe()[1], f_setpipe_sz, 1 << 17)

    assert both_sides(grow, "memory") == ("EPERM", "done")


def test_file_size() -> None:
    """A file can't grow past the limit."""
    assert both_sides(lambda: Path("big").write_bytes(bytes(2 << 20)), "disk") == ("EFBIG", "done")


def test_open_files() -> None:
    """No more than 256 files can be open."""

    def open_many() -> None:
        for _ in range(150):
            os.pipe()

    assert both_sides(open_many, "disk") == ("EMFILE", "done")
