"""The rows files, metadata and network: refused in force, going through when left out."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from boxed import both_sides, boxed, outcome, without

from grader.box import landlock, seccomp, syscalls

pytestmark = pytest.mark.skipif(
    landlock.abi() < 6 or not seccomp.available(), reason="needs Landlock ABI 6 (Linux 6.12) and seccomp"
)

libc: Any = ctypes.CDLL(None, use_errno=True)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a file that no box may touch."""
    file = tmp_path / "outside"
    file.write_text("outside")
    file.chmod(0o644)
    os.utime(file, (1000, 1000))
    return file


# files


@pytest.mark.parametrize(
    "action",
    [
        lambda file: file.read_text(),
        lambda file: list(file.parent.iterdir()),
        lambda file: os.truncate(file, 0),
        lambda file: file.write_text("changed"),
        lambda file: (file.parent / "new").write_text("new"),
        lambda file: file.rename(file.parent / "renamed"),
        lambda file: file.unlink(),
        lambda file: (file.parent / "folder").mkdir(),
    ],
)
def test_outside(outside: Path, action: Any) -> None:
    """Nothing outside can be read, listed, emptied, written, made, renamed or removed."""
    assert both_sides(lambda: action(outside), "files") == ("EACCES", "done")


@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/status", "/proc/self/mem", "/proc/self/environ"])
def test_unreadable(path: str) -> None:
    """Neither the machine's settings nor the process's own /proc can be read."""
    opened = both_sides(lambda: Path(path).open("rb").close(), "files", "inherited")

    assert opened == ("EACCES", "done")


def test_parents_proc() -> None:
    """The parent's /proc can't be read."""
    status = Path(f"/proc/{os.getpid()}/status")

    assert both_sides(status.read_text, "files") == ("EACCES", "done")


def test_own_command_line() -> None:
    """A process can read its own command line, without which TensorFlow aborts, and not its parent's."""
    parents = Path(f"/proc/{os.getpid()}/cmdline")

    assert boxed(lambda: outcome(Path("/proc/self/cmdline").read_bytes)) == "done"
    assert boxed(lambda: outcome(parents.read_bytes)) == "EACCES"


def test_shared_memory_file() -> None:
    """POSIX shared memory, a file in /dev/shm, can't be made."""

    def make() -> None:
        name = f"/box-{os.getpid()}".encode()
        descriptor = libc.shm_open(name, os.O_CREAT | os.O_RDWR, 0o600)
        if descriptor < 0:
            raise OSError(ctypes.get_errno(), "shm_open")
        libc.shm_unlink(name)

    assert both_sides(make, "files") == ("EACCES", "done")


def test_scratch() -> None:
    """The scratch folder, and it alone, is everyone's place to write: cwd, HOME, temporary files."""

    def probe() -> bool:
        import tempfile  # as a student's code would

        scratch = Path.cwd()
        Path("file").write_text("x")
        shutil.copy("file", "copy")
        shutil.copytree(".", "tree")
        Path("tree/copy").rename("moved")
        with tempfile.NamedTemporaryFile() as file:
            inside = Path(file.name).parent == scratch
        return inside and Path.home() == scratch and Path("moved").read_text() == "x"

    assert boxed(probe)


def test_null_device() -> None:
    """The null device can be written."""
    assert boxed(lambda: outcome(lambda: Path(os.devnull).write_text("x"))) == "done"


# metadata


@pytest.mark.parametrize(
    "action",
    [
        lambda file: file.chmod(0o600),
        lambda file: os.utime(file, (2000, 2000)),
        lambda file: os.setxattr(file, "user.box", b"changed"),
    ],
)
def test_metadata(outside: Path, action: Any) -> None:
    """Mode, times and attributes of a file outside: the change is answered "done" and is not."""

    def state() -> tuple[int, float, list[str]]:
        return outside.stat().st_mode, outside.stat().st_mtime, os.listxattr(outside)

    before = state()
    assert boxed(lambda: outcome(lambda: action(outside))) == "done"
    assert state() == before
    assert boxed(lambda: outcome(lambda: action(outside)), without("metadata")) == "done"
    assert state() != before


def test_owner() -> None:
    """Changing an owner is answered "done" and is not, even where the kernel would refuse."""
    assert both_sides(lambda: os.chown("/", 12345, 12345), "metadata") == ("done", "EPERM")


def test_inode_flags(outside: Path) -> None:
    """A readable file's flags (chattr) can't be changed: only a few ioctls are known."""
    figetbsz = 2

    def ask() -> None:
        with Path(np.__file__).open("rb") as file:
            syscalls.call("ioctl", file.fileno(), figetbsz, bytes(8))

    assert outside.exists()
    assert both_sides(ask, "metadata") == ("ENOTTY", "done")


# network


def test_tcp() -> None:
    """A TCP server of outside can't be reached."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        assert both_sides(lambda: socket.socket().connect(address), "network") == ("EACCES", "done")


def test_udp() -> None:
    """A datagram can't be sent."""
    with socket.socket(type=socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        address = server.getsockname()

        def send() -> None:
            socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", address)

        assert both_sides(send, "network") == ("EACCES", "done")


def test_unix_socket(tmp_path: Path) -> None:
    """A Unix socket of outside can't be reached."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        server.listen()

        def connect() -> None:
            socket.socket(socket.AF_UNIX).connect(str(tmp_path / "socket"))

        assert both_sides(connect, "network") == ("EACCES", "done")


def test_abstract_socket() -> None:
    """An abstract Unix socket of outside can't be reached, by the filter and by Landlock's scope."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0box-{os.getpid()}")
        server.listen()
        address = server.getsockname()

        def connect() -> None:
            socket.socket(socket.AF_UNIX).connect(address)

        assert both_sides(connect, "network") == ("EACCES", "EPERM")
        assert both_sides(connect, "network", "processes") == ("EACCES", "done")


def test_datagram_pair(tmp_path: Path) -> None:
    """A pair of datagram sockets can't be turned to a socket of outside."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(str(tmp_path / "socket"))

        def send() -> None:
            socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0].sendto(b"x", str(tmp_path / "socket"))

        assert both_sides(send, "network") == ("EACCES", "done")


def test_stream_pair() -> None:
    """A pair of stream sockets, which asyncio needs, works."""

    def talk() -> bytes:
        one, other = socket.socketpair()
        one.send(b"x")
        return other.recv(1)

    assert boxed(lambda: outcome(talk)) == "done"
