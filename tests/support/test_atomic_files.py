"""Files that are there complete or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.errors import MachineError
from grader.support import atomic_files
from grader.support.atomic_files import PREFIX, AtomicFile, remove_stale, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable

LEFT = f"{PREFIX}abcd1234.part"


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(os.listdir(folder))  # noqa: PTH208


def write_all(file: AtomicFile, text: str) -> None:
    """Write a file to its end."""
    file.write(text)
    file.finish()


class TestWriting:
    def test_a_file_is_written_with_its_folders(self, tmp_path: Path) -> None:
        """However deep."""
        write_atomically(tmp_path / "a" / "b" / "c.json", "ü\n")
        assert (tmp_path / "a" / "b" / "c.json").read_bytes() == "ü\n".encode()

    def test_nothing_is_left_beside_a_file(self, tmp_path: Path) -> None:
        """No temporary name."""
        write_atomically(tmp_path / "a.json", "1")
        assert names(tmp_path) == ["a.json"]

    def test_a_file_is_there_when_it_is_finished(self, tmp_path: Path) -> None:
        """Piece by piece, and not before."""
        file = AtomicFile(tmp_path / "a.txt")
        file.write("1\n")
        file.write("2\n")
        before = (tmp_path / "a.txt").exists()
        file.finish()
        assert (before, (tmp_path / "a.txt").read_text()) == (False, "1\n2\n")

    def test_a_file_is_as_readable_as_others(self, tmp_path: Path) -> None:
        """Temporary files are not."""
        write_atomically(tmp_path / "a.txt", "")
        (tmp_path / "b.txt").touch()
        assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode

    def test_what_is_not_utf8_becomes_a_question_mark(self, tmp_path: Path) -> None:
        """A file's name may be anything."""
        write_atomically(tmp_path / "a.txt", os.fsdecode(b"\xff.py"))
        assert (tmp_path / "a.txt").read_text() == "?.py"

    def test_a_name_of_any_length(self, tmp_path: Path) -> None:
        """As long as the file system takes it."""
        write_atomically(tmp_path / ("a" * 255), "1")
        assert names(tmp_path) == ["a" * 255]


class TestRefusing:
    def test_a_file_that_can_not_be_written_leaves_the_old_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """And nothing else."""
        path = tmp_path / "a.json"
        path.write_text("old")

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "replace", full)
        with pytest.raises(MachineError, match=r"a\.json: can't be written: No space left on device"):
            write_atomically(path, "new")
        assert (path.read_text(), names(tmp_path)) == ("old", ["a.json"])

    def test_a_folder_in_the_way(self, tmp_path: Path) -> None:
        """Is a sentence."""
        (tmp_path / "file").touch()
        with pytest.raises(MachineError, match="can't be written: "):
            write_atomically(tmp_path / "file" / "a.json", "")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.parametrize("length", [10, 100_000])
    def test_a_disk_that_is_full(self, tmp_path: Path, length: int) -> None:
        """Is a sentence, wherever it shows."""
        file = AtomicFile(tmp_path / "a.txt")
        with Path("/dev/full").open("r+b") as full:
            os.dup2(full.fileno(), file._file.fileno())
        with pytest.raises(MachineError, match=r"a\.txt: can't be written: No space left"):
            write_all(file, "x" * length)
        file.discard()
        assert names(tmp_path) == []

    def test_discarding_leaves_the_old_one(self, tmp_path: Path) -> None:
        """A run that was cut changes nothing."""
        (tmp_path / "a.txt").write_text("old")
        file = AtomicFile(tmp_path / "a.txt")
        file.write("1\n")
        file.discard()
        assert ((tmp_path / "a.txt").read_text(), names(tmp_path)) == ("old", ["a.txt"])


class TestSweeping:
    def test_what_nobody_writes_is_removed(self, tmp_path: Path) -> None:
        """A run was killed."""
        (tmp_path / LEFT).touch()
        remove_stale(tmp_path.iterdir())
        assert names(tmp_path) == []

    def test_what_is_being_written_stays(self, tmp_path: Path) -> None:
        """By this run or by another."""
        code = (
            "import sys, pathlib; from grader.support.atomic_files import AtomicFile\n"
            f"file = AtomicFile(pathlib.Path({str(tmp_path / 'b.txt')!r}))\n"
            "print(flush=True); sys.stdin.read(); file.finish()"
        )
        command = [sys.executable, "-c", code]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            other.stdout.readline()
            ours = AtomicFile(tmp_path / "a.txt")
            remove_stale(tmp_path.iterdir())
            ours.finish()
            other.communicate()
        assert names(tmp_path) == ["a.txt", "b.txt"]

    @pytest.mark.parametrize(
        "name", [".grade.jsonl", ".grade-notes.part", ".grade-abcd1234.part.txt", "grade-abcd1234.part"]
    )
    def test_other_files_stay(self, tmp_path: Path, name: str) -> None:
        """Only our own names are ours."""
        (tmp_path / name).touch()
        remove_stale(tmp_path.iterdir())
        assert names(tmp_path) == [name]

    def test_what_can_not_be_removed_is_no_error(self, tmp_path: Path) -> None:
        """A folder, or a link to nowhere."""
        (tmp_path / LEFT).mkdir()
        (tmp_path / LEFT.replace("a", "b")).symlink_to("nowhere")
        remove_stale(tmp_path.iterdir())
        assert LEFT in names(tmp_path)


def test_a_file_is_locked_until_it_is_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another run that cleans up just then leaves it alone."""
    replace = Path.replace

    def cleaned_first(source: Path, target: Path) -> Path:
        remove_stale([source])
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", cleaned_first)
    write_atomically(tmp_path / "a.json", "x")
    assert (tmp_path / "a.json").read_text() == "x"


class TestCreating:
    """A clean-up between the creation of a file and its lock costs nothing."""

    def test_one_that_is_over(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The file is gone, and another one is created."""
        created = _watched(monkeypatch, lambda: remove_stale(tmp_path.iterdir()))
        write_atomically(tmp_path / "a.json", "x")
        assert ((tmp_path / "a.json").read_text(), names(tmp_path), len(created)) == ("x", ["a.json"], 2)

    def test_one_that_is_not_over(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It has the lock already: the file is its own, and another one is created."""
        with contextlib.ExitStack() as stack:
            created = _watched(monkeypatch, lambda: _lock_all(tmp_path, stack))
            write_atomically(tmp_path / "a.json", "x")
        assert ((tmp_path / "a.json").read_text(), len(created)) == ("x", 2)

    def test_a_file_system_without_locks(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Files are written there, too."""

        def refused(*_: object) -> None:
            raise OSError(errno.ENOLCK, "No locks available")

        monkeypatch.setattr(atomic_files.fcntl, "flock", refused)
        write_atomically(tmp_path / "a.json", "x")
        assert names(tmp_path) == ["a.json"]


def _watched(monkeypatch: pytest.MonkeyPatch, between: Callable[[], None]) -> list[str]:
    """Do something after the first temporary file has been created; return the names of all of them."""
    create, created = tempfile.NamedTemporaryFile, list[str]()

    def watched(*arguments: Any, **options: Any) -> Any:
        file = create(*arguments, **options)
        created.append(file.name)
        if len(created) == 1:
            between()
        return file

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", watched)
    return created


def _lock_all(folder: Path, stack: contextlib.ExitStack) -> None:
    """Lock every file, as a clean-up does before it removes one."""
    for path in folder.iterdir():
        assert atomic_files.try_lock(stack.enter_context(path.open("rb")))
