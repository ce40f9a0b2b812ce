"""The rows channels and host: refused or not done in force, going through when left out."""

from __future__ import annotations

import errno
import fcntl
import mmap
import os
import platform
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from boxed import both_sides, boxed, outcome, without

from grader.box import landlock, seccomp, syscalls

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(
    landlock.abi() < 6 or not seccomp.available(), reason="needs Landlock ABI 6 (Linux 6.12) and seccomp"
)

F_OFD_SETLK = 37
UNKNOWN = 99
LIBRARY = os.__file__  # a file that every box can read
WHOLE_FILE = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)


def locked_twice(lock: Callable[[int], Any]) -> None:
    """Lock a file that somebody else has locked."""
    Path("file").write_bytes(b"")
    for descriptor in [os.open("file", os.O_RDWR) for _ in range(2)]:
        lock(descriptor)


@pytest.mark.parametrize(
    "lock",
    [
        lambda descriptor: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB),
        lambda descriptor: fcntl.fcntl(descriptor, F_OFD_SETLK, WHOLE_FILE),
    ],
    ids=["flock", "fcntl"],
)
def test_locks(lock: Callable[[int], Any]) -> None:
    """A lock succeeds and locks nothing, so nobody finds a file locked."""
    assert both_sides(lambda: locked_twice(lock), "channels") == ("done", "EAGAIN")


def test_locks_of_shared_files() -> None:
    """A file of the libraries, which every box can read, can't be locked for the others."""

    def lock() -> None:
        for _ in range(2):
            fcntl.flock(os.open(LIBRARY, os.O_RDONLY), fcntl.LOCK_EX | fcntl.LOCK_NB)

    assert both_sides(lock, "channels") == ("done", "EAGAIN")


@pytest.mark.parametrize("command", [fcntl.F_SETLK, fcntl.F_SETLKW])
def test_locks_of_a_process(command: int) -> None:
    """A request for a lock does not reach the kernel, which would refuse this kind of lock."""
    strange = struct.pack("hhqqi4x", UNKNOWN, os.SEEK_SET, 0, 0, 0)

    def lock() -> None:
        fcntl.fcntl(os.open(LIBRARY, os.O_RDONLY), command, strange)

    assert both_sides(lock, "channels") == ("done", "EINVAL")


def test_notices() -> None:
    """Nobody is told what changes in a folder."""
    folder = str(Path(LIBRARY).parent)
    watch = lambda: fcntl.fcntl(os.open(folder, os.O_RDONLY), fcntl.F_NOTIFY, fcntl.DN_RENAME)  # noqa: E731

    assert both_sides(watch, "channels") == ("EINVAL", "done")


@pytest.mark.parametrize(
    ("name", "arguments", "allowed"),
    [
        ("mincore", (1, 1, 0), "EINVAL"),  # an address within a page
        ("cachestat", (-1, 0, 0, 0), "EBADF"),
        ("preadv2", (-1, 0, 0, 0, 0, 0), "EBADF"),
        ("pwritev2", (-1, 0, 0, 0, 0, 0), "EBADF"),
        ("io_setup", (0, 0), "EFAULT"),
        ("io_destroy", (0,), "EINVAL"),
        ("io_submit", (0, 0, 0), "EINVAL"),
        ("io_cancel", (0, 0, 0), "EFAULT"),
        ("io_getevents", (0, 0, 0, 0, 0), "EINVAL"),
        ("io_pgetevents", (0, 0, 0, 0, 0, 0), "EINVAL"),
    ],
)
def test_refused(name: str, arguments: tuple[int, ...], allowed: str) -> None:
    """The kernel seems not to have the page cache's questions and asynchronous requests."""
    row = "host" if name.startswith("io_") else "channels"

    assert both_sides(lambda: syscalls.call(name, *arguments), row) == ("ENOSYS", allowed)


@pytest.mark.parametrize(
    ("row", "name", "arguments", "allowed"),
    [
        ("channels", "fadvise64", (-1, 0, 0, 4), "EBADF"),
        ("channels", "readahead", (-1, 0, 1), "EBADF"),
        ("channels", "madvise", (1, 1, 3), "EINVAL"),  # MADV_WILLNEED within a page
        ("channels", "madvise", (1, 1, 12), "EINVAL"),  # MADV_MERGEABLE
        ("channels", "madvise", (1, 1, 20), "EINVAL"),  # MADV_COLD
        ("channels", "madvise", (1, 1, 21), "EINVAL"),  # MADV_PAGEOUT
        ("host", "syncfs", (-1,), "EBADF"),
        ("host", "fsync", (-1,), "EBADF"),
        ("host", "fdatasync", (-1,), "EBADF"),
        ("host", "sync_file_range", (-1, 0, 0, 0), "EBADF"),
        ("host", "msync", (1, 1, 0), "EINVAL"),
    ],
)
def test_not_done(row: str, name: str, arguments: tuple[int, ...], allowed: str) -> None:
    """Advice on the page cache and orders to write it back succeed, and do nothing."""
    assert both_sides(lambda: syscalls.call(name, *arguments), row) == ("done", allowed)


def test_merged_pages() -> None:
    """Equal pages of two boxes are not made one, which a box would notice by the time that writing takes."""
    pr_set_memory_merge = 67
    merge = lambda: syscalls.call("prctl", pr_set_memory_merge, 0, 0, 0, 0)  # noqa: E731

    refused = boxed(lambda: outcome(merge))
    allowed = boxed(lambda: outcome(merge), without("channels"))
    assert (refused, allowed in {"done", errno.errorcode[errno.EINVAL]}) == ("EPERM", True)


def test_memory_is_given_back() -> None:
    """Advice that concerns a box's own memory, which allocators use, is followed."""

    def probe() -> list[int]:
        page = mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        page[0] = 1
        page.madvise(mmap.MADV_DONTNEED)
        return [page[0]]

    assert boxed(probe) == [0]


@pytest.mark.skipif(not hasattr(os, "preadv"), reason="needs preadv")
def test_vectors() -> None:
    """Reading and writing several buffers works without the newer calls."""

    def probe() -> list[Any]:
        Path("file").write_bytes(b"abcd")
        descriptor = os.open("file", os.O_RDWR)
        first, second = bytearray(1), bytearray(2)
        read = os.preadv(descriptor, [first, second], 1)
        return [read, (first + second).decode(), os.pwritev(descriptor, [b"x", b"y"], 0)]

    assert boxed(probe) == [3, "bcd", 2]


@pytest.mark.skipif(platform.machine() != "x86_64", reason="needs x86_64's numbers")
def test_by_number() -> None:
    """`io_setup` by its number, as native code would call it."""
    io_setup = 206

    assert both_sides(lambda: syscalls.call_number(io_setup, 0, 0), "host") == ("ENOSYS", "EFAULT")
