"""Zip files, among them those that nobody should have made."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import subprocess
import sys
import zipfile
from itertools import count
from typing import TYPE_CHECKING

import pytest

from grader.batch import archives
from grader.batch.archives import DAMAGED, TOO_LARGE, TOO_MANY, Archives, members
from grader.batch.zip_names import is_hidden, shortened
from grader.errors import UnreadableError
from grader.extract import reading

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def zipped(content: Mapping[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, each in content.items():
            archive.writestr(name, each)
    return data.getvalue()


def written(folder: Path, content: Mapping[str | zipfile.ZipInfo, bytes], method: int = 8) -> Path:
    """Write a zip file."""
    path = folder / "class.zip"
    path.write_bytes(zipped(content, method))
    return path


def listed(path: Path) -> list[tuple[str, str]]:
    """Return paths and problems."""
    return [("/".join(member.parts), member.problem) for member in members(path)]


class TestListing:
    def test_files_come_in_order(self, tmp_path: Path) -> None:
        """Whatever their order in the archive; nothing hidden, no folder."""
        names = [
            "b/x.ipynb", "a/z.py", "a/", "a.txt", ".ipynb_checkpoints/x.ipynb", "__MACOSX/._a.py", "b/.c.py",
            "b/__pycache__/d.py",
        ]  # fmt: skip
        path = written(tmp_path, dict.fromkeys(names, b""))
        assert listed(path) == [("a/z.py", ""), ("a.txt", ""), ("b/x.ipynb", "")]

    def test_an_archive_in_an_archive_is_listed(self, tmp_path: Path) -> None:
        """Also one in that one, as when a download is zipped again."""
        inner = zipped({"nb.ipynb": b"1", "deep.zip": zipped({"deep.ipynb": b""})})
        path = written(tmp_path, {"alice.ZIP": inner, "bob.ipynb": b"2"})
        assert listed(path) == [
            ("alice.ZIP/deep.zip/deep.ipynb", ""),
            ("alice.ZIP/nb.ipynb", ""),
            ("bob.ipynb", ""),
        ]

    def test_archives_have_so_many_levels(self, tmp_path: Path) -> None:
        """The next one is a file like any other; some archives contain themselves."""
        data = b"{}"
        for level in range(5):
            data = zipped({f"{level}.{'zip' if level else 'ipynb'}": data})
        assert listed(written(tmp_path, {"x.zip": data}))[-1] == ("x.zip/4.zip/3.zip/2.zip", "")

    @pytest.mark.parametrize(
        ("name", "path"),
        [
            ("../evil.py", "evil.py"),
            ("a/../../evil.py", "a/evil.py"),
            ("/etc/evil.py", "etc/evil.py"),
            ("C:/evil.py", "evil.py"),
            ("..\\..\\evil.py", "evil.py"),
            ("\\\\host\\evil.py", "host/evil.py"),
        ],
    )
    def test_a_name_that_leads_elsewhere(self, tmp_path: Path, name: str, path: str) -> None:
        """Is told, and leads nowhere."""
        assert listed(written(tmp_path, {name: b""})) == [
            (path, "has a path that points outside its zip file")
        ]

    @pytest.mark.parametrize(
        ("name", "path"),
        [
            ("a\\b.py", "a/b.py"),
            ("./a//b.py", "a/b.py"),
            ("a\tb\x1b.py", "a_b_.py"),
            ("..a/..b.py", None),
            ("é/ü.py", "é/ü.py"),
        ],
    )
    def test_a_strange_name(self, tmp_path: Path, name: str, path: str | None) -> None:
        """Is read as it was meant."""
        assert listed(written(tmp_path, {name: b""})) == ([(path, "")] if path else [])

    def test_a_name_in_utf8_that_does_not_say_so(self, tmp_path: Path) -> None:
        """As many programs write it; what is no UTF-8 is what the format says."""
        path = written(tmp_path, {"XX.py": b"", "YY.py": b""})
        data = path.read_bytes().replace(b"XX", "é".encode()).replace(b"YY", b"\x82\x81")
        path.write_bytes(data)
        assert sorted(name for name, _ in listed(path)) == ["é.py", "éü.py"]

    def test_long_names_are_cut(self, tmp_path: Path) -> None:
        """So that a report can be called by them; those that differ stay different."""
        names = ["a" * 5000 + f"{n}.ipynb" for n in range(2)] + ["/".join(["b" * 150] * 40) + "/c.ipynb"]
        found = [member.parts for member in members(written(tmp_path, dict.fromkeys(names, b"")))]
        assert len(set(found)) == 3
        assert max(len(part) for parts in found for part in parts) < 200
        assert max(len("/".join(parts)) for parts in found) < 1000
        assert {parts[-1][-6:] for parts in found} == {".ipynb"}

    def test_a_link_is_no_file(self, tmp_path: Path) -> None:
        """Wherever it leads."""
        link = zipfile.ZipInfo("a.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        assert listed(written(tmp_path, {link: b"/etc/passwd"})) == [
            ("a.ipynb", "is a link, not a file; submit the file itself")
        ]

    def test_an_encrypted_member(self, tmp_path: Path) -> None:
        """Says what to do."""
        path = written(tmp_path, {"a.ipynb": b"1"})
        data = bytearray(path.read_bytes())
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(mark) + offset] |= 1
        path.write_bytes(data)
        assert listed(path) == [("a.ipynb", "is encrypted; submit it without a password")]

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_an_unusual_compression(self, tmp_path: Path, method: int) -> None:
        """Those unpack a few bytes to gigabytes at one go."""
        path = written(tmp_path, {"a.ipynb": b"1"}, method)
        assert [problem[:31] for _, problem in listed(path)] == ["uses an unsupported compression"]

    def test_a_member_that_says_it_is_too_large(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Is not unpacked to see."""
        monkeypatch.setattr(reading, "MAX_FILE_BYTES", 2**20)
        path = written(tmp_path, {"a.ipynb": bytes(2**20 + 1), "b.ipynb": bytes(2**20)})
        told = "is larger than 1 MB; clear the outputs of its cells"
        assert listed(path) == [("a.ipynb", told), ("b.ipynb", "")]

    @pytest.mark.parametrize("content", [b"", b"just text", b"PK\x05\x06", b"PK\x03\x04" + bytes(100)])
    def test_what_is_no_archive(self, tmp_path: Path, content: bytes) -> None:
        """One sentence, for the archive itself."""
        path = tmp_path / "a.zip"
        path.write_bytes(content)
        assert listed(path) == [("", DAMAGED)]

    def test_what_is_no_archive_in_an_archive(self, tmp_path: Path) -> None:
        """One sentence, for that one."""
        path = written(tmp_path, {"alice.zip": b"just text", "bob.zip": zipped({"a.py": b""})})
        assert listed(path) == [("alice.zip", DAMAGED), ("bob.zip/a.py", "")]

    def test_every_cut_is_told(self, tmp_path: Path) -> None:
        """Wherever a download ended; never an exception."""
        path = written(tmp_path, {"a.ipynb": b"{}", "b.zip": zipped({"c.ipynb": b"{}"})})
        data = path.read_bytes()
        for end in range(len(data)):
            path.write_bytes(data[:end])
            assert [problem for _, problem in listed(path)] == [DAMAGED]

    def test_every_flipped_byte_is_survived(self, tmp_path: Path) -> None:
        """Listing and reading end with a sentence or with bytes."""
        path = written(tmp_path, {"a.ipynb": b"{}", "b.zip": zipped({"c.ipynb": b"{}"})})
        data = path.read_bytes()
        for place in range(len(data)):
            path.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
            with Archives() as opened:
                for member in members(path):
                    if member.problem or not member.names:
                        continue
                    with contextlib.suppress(UnreadableError):
                        assert isinstance(opened.read(path, member.names), bytes)

    def test_a_list_without_end_is_not_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Millions of empty files fit into a small archive, and fill the memory."""
        monkeypatch.setattr(archives, "MAX_LIST_BYTES", 100_000)
        path = written(tmp_path, {f"{n:0100}.py": b"" for n in range(1000)})
        assert listed(path) == [("", TOO_MANY)]

    def test_a_nested_archive_of_too_many_files(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Keeps nobody waiting, however its files are nested; a class may be as large as it is."""
        monkeypatch.setattr(archives, "MAX_NESTED_FILES", 10)
        many = {f"{n}.py": b"" for n in range(11)}
        nested = {f"{n}.zip": zipped({f"{m}.py": b"" for m in range(4)}) for n in range(3)}
        content = {
            "alice.zip": zipped(many),
            "bob.zip": zipped({"0.py": b""}),
            "eve.zip": zipped(nested),
            **many,
        }
        found = listed(written(tmp_path, content))
        assert found[-3:] == [("alice.zip", TOO_MANY), ("bob.zip/0.py", ""), ("eve.zip", TOO_MANY)]

    def test_what_expands_too_much_is_not_unpacked(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A few bytes of zeros would otherwise be written for minutes; the next student is not affected."""
        monkeypatch.setattr(archives, "FREE_BYTES", 2**16)
        zeros = {f"{n}.zip": b"PK\x03\x04" + bytes(2**16) for n in range(60)}
        content = {"alice.zip": zipped(zeros), "bob.zip": zipped({"0.py": b""})}
        found = dict(listed(written(tmp_path, content)))
        assert (found["alice.zip/9.zip"], found["bob.zip/0.py"]) == (TOO_LARGE, "")

    def test_what_takes_too_long_is_not_unpacked(self, tmp_path: Path) -> None:
        """The clock is looked at between its files."""
        path = written(tmp_path, {"late.zip": zipped({"a.ipynb": b"{}"}), "b.ipynb": b"{}"})
        clock = count(step=1000).__next__
        problems = {member.parts: member.problem for member in members(path, clock=clock)}
        told = "takes more than 4 minutes to unpack; submit only the notebook"
        assert problems == {("late.zip",): told, ("b.ipynb",): ""}

    def test_an_archive_that_is_gone(self, tmp_path: Path) -> None:
        """Is a sentence."""
        assert listed(tmp_path / "a.zip") == [("", "can't be read: No such file or directory")]


class TestReading:
    def test_members_are_read(self, tmp_path: Path) -> None:
        """At both levels, from several archives in turns."""
        one = written(tmp_path, {"a.py": b"1", "b.zip": zipped({"c.py": b"2"})})
        two = one.with_name("two.zip")
        two.write_bytes(zipped({"a.py": b"3"}))
        with Archives() as opened:
            asked = [(one, ("a.py",)), (two, ("a.py",)), (one, ("b.zip", "c.py"))]
            assert [opened.read(path, names) for path, names in asked] == [b"1", b"3", b"2"]

    def test_a_size_that_lies(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """No more is unpacked than a notebook may hold."""
        path = written(tmp_path, {"a.py": bytes(5 * 2**20)})
        size = (5 * 2**20).to_bytes(4, "little")
        path.write_bytes(path.read_bytes().replace(size, (100).to_bytes(4, "little")))
        monkeypatch.setattr(reading, "MAX_TEXT_BYTES", 2**20)
        with Archives() as opened, pytest.raises(UnreadableError):
            opened.read(path, ("a.py",))

    def test_an_inner_archive_that_is_too_large(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Is not unpacked."""
        monkeypatch.setattr(archives, "MAX_INNER_BYTES", 2**20)
        path = written(tmp_path, {"b.zip": bytes(2**20 + 1)})
        assert listed(path) == [("b.zip", "is larger than 1 MB; clear the outputs of its cells")]

    @pytest.mark.parametrize("work", ["list(members(path))", "Archives().read(path, ('b.zip', 'a.py'))"])
    def test_no_room(self, tmp_path: Path, work: str) -> None:
        """Is the machine's problem, not the student's."""
        path = written(tmp_path, {"x.py": bytes(2**20), "b.zip": zipped({"a.py": bytes(2**20)}, 0)})
        code = (
            "import resource, pathlib; from grader.batch.archives import Archives, members\n"
            f"path = pathlib.Path({str(path)!r})\n"
            f"resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n{work}"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "TMPDIR": str(tmp_path)},
        )
        assert done.stderr.endswith(f"MachineError: {tmp_path}: can't be written: File too large\n")
        assert os.listdir(tmp_path) == ["class.zip"]  # noqa: PTH208


@pytest.mark.parametrize(
    ("path", "hidden"),
    [
        ("a/b.py", False),
        (".a/b.py", True),
        ("a/.b.py", True),
        ("__MACOSX/a.py", True),
        ("venv/lib/site-packages/a.py", True),
        ("a.b/c.py", False),
    ],
)
def test_what_nobody_handed_in_is_hidden(path: str, *, hidden: bool) -> None:
    """At every depth."""
    assert is_hidden(path.split("/")) is hidden


@pytest.mark.parametrize(("length", "cut"), [(200, False), (201, True), (60_000, True)])
def test_only_long_names_are_cut(length: int, *, cut: bool) -> None:
    """In bytes, not letters."""
    name = "ü" * ((length - 5) // 2) + "x" * ((length - 5) % 2) + ".json"
    assert (shortened(name) != name, len(shortened(name).encode()) <= 200) == (cut, True)
