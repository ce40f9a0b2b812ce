from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Any

import pytest
from boxed import forked

from grader.box import landlock, syscalls

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(landlock.abi() < 6, reason="needs Landlock ABI 6 (Linux 6.12)")

CREATE_RULESET_VERSION = 1


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a folder with a readable, a writable and a private one, each with a file."""
    for name in ("readable", "writable", "private"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    return tmp_path


def restricted(house: Path, probe: Any, **handled: bool) -> Any:
    """Run a probe in a child that may read `readable` and write `writable`."""

    def inside() -> Any:
        landlock.restrict([str(house / "readable")], [str(house / "writable")], **handled)
        return probe()

    return forked(inside)


def test_abi() -> None:
    """The ABI is the kernel's own number."""
    assert syscalls.call("landlock_create_ruleset", None, 0, CREATE_RULESET_VERSION) == landlock.abi()


def test_abi_without_landlock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ABI is 0 where the kernel has no such call, and then restricting does nothing."""
    monkeypatch.setattr(syscalls, "architecture", lambda: None)

    assert landlock.abi() == 0
    assert landlock.restrict([], []) == 0


def test_applied(tmp_path: Path) -> None:
    """Restricting returns the ABI that it applied."""
    assert landlock.abi() == forked(lambda: landlock.restrict([], [str(tmp_path)]))


def test_nothing_to_handle() -> None:
    """Restricting nothing applies nothing."""
    assert forked(lambda: landlock.restrict([], [], files=False, network=False, scopes=False)) == 0


@pytest.mark.parametrize(
    ("folder", "expected"), [("readable", "readable"), ("writable", "writable"), ("private", "EACCES")]
)
def test_read(house: Path, folder: str, expected: str) -> None:
    """A file can be read in readable and writable folders only."""
    assert expected == restricted(house, (house / folder / "file").read_text)


@pytest.mark.parametrize(
    ("folder", "expected"), [("readable", ["file"]), ("writable", ["file"]), ("private", "EACCES")]
)
def test_list(house: Path, folder: str, expected: Any) -> None:
    """A folder can be listed if it is readable or writable."""
    assert expected == restricted(house, lambda: sorted(path.name for path in (house / folder).iterdir()))


@pytest.mark.parametrize(
    ("folder", "expected"), [("readable", "EACCES"), ("writable", 1), ("private", "EACCES")]
)
def test_write(house: Path, folder: str, expected: Any) -> None:
    """A file can be made in the writable folder only."""
    assert expected == restricted(house, lambda: (house / folder / "new").write_text("x"))


@pytest.mark.parametrize(
    ("folder", "expected"), [("readable", "EACCES"), ("writable", None), ("private", "EACCES")]
)
def test_truncate(house: Path, folder: str, expected: Any) -> None:
    """A file can be truncated in the writable folder only."""
    assert expected == restricted(house, lambda: os.truncate(house / folder / "file", 0))


@pytest.mark.parametrize(
    ("folder", "expected"), [("readable", "EACCES"), ("writable", None), ("private", "EACCES")]
)
def test_remove(house: Path, folder: str, expected: Any) -> None:
    """A file can be removed in the writable folder only."""
    assert expected == restricted(house, (house / folder / "file").unlink)


def test_no_links_out(house: Path) -> None:
    """A private file can't be brought into the writable folder by a hard link."""
    assert restricted(house, lambda: os.link(house / "private/file", house / "writable/in")) in {
        "EXDEV",
        "EACCES",
    }


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/")])
def test_plain_files_only(house: Path, make: Any) -> None:
    """The writable folder takes no pipes and no symbolic links."""
    assert restricted(house, lambda: make(house / "writable/new")) == "EACCES"


def test_files_left_out(house: Path) -> None:
    """Without the file rights everything can be read."""
    assert restricted(house, (house / "private/file").read_text, files=False) == "private"


def test_one_file(house: Path) -> None:
    """A readable path can be a single file."""
    file = house / "private/file"

    def inside() -> str:
        landlock.restrict([str(file)], [])
        return file.read_text()

    assert forked(inside) == "private"


def test_missing_readable(house: Path) -> None:
    """A readable path that does not exist is skipped."""
    assert forked(lambda: landlock.restrict([str(house / "none")], [])) == landlock.abi()


def test_missing_writable(house: Path) -> None:
    """A writable path that does not exist is an error."""
    assert forked(lambda: landlock.restrict([], [str(house / "none")])) == "ENOENT"


@pytest.mark.parametrize(("network", "expected"), [(True, "EACCES"), (False, "connected")])
def test_tcp(house: Path, *, network: bool, expected: str) -> None:
    """TCP connections are refused by Landlock alone."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def connect() -> str:
            with socket.socket() as client:
                client.connect(server.getsockname())
            return "connected"

        assert expected == restricted(house, connect, network=network)


@pytest.mark.parametrize(("network", "expected"), [(True, "EACCES"), (False, "bound")])
def test_tcp_server(house: Path, *, network: bool, expected: str) -> None:
    """TCP ports are refused by Landlock alone."""

    def bind() -> str:
        socket.create_server(("127.0.0.1", 0)).close()
        return "bound"

    assert expected == restricted(house, bind, network=network)


@pytest.mark.parametrize(("scopes", "expected"), [(True, "EPERM"), (False, "connected")])
def test_abstract_socket(house: Path, *, scopes: bool, expected: str) -> None:
    """Abstract sockets of outside are refused by Landlock alone."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0box-{os.getpid()}")
        server.listen()

        def connect() -> str:
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(server.getsockname())
            return "connected"

        assert expected == restricted(house, connect, scopes=scopes)


@pytest.mark.parametrize(("scopes", "expected"), [(True, "EPERM"), (False, None)])
def test_signal(house: Path, *, scopes: bool, expected: str | None) -> None:
    """Signals to processes outside are refused by Landlock alone."""
    parent = os.getpid()

    assert expected == restricted(house, lambda: os.kill(parent, 0), scopes=scopes)


def test_old_scopes(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel that knows a scope less than its ABI says (RHEL 9) is restricted in the others."""
    monkeypatch.setattr(landlock, "_SCOPES", (1 << 40, 0))

    assert restricted(house, (house / "private/file").read_text) == "EACCES"
