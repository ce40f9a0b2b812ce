"""Zip files that submissions come in: listed and read member by member, and never unpacked where they say.

Everything in them may be a student's: names may lead elsewhere, sizes may lie, a few bytes may stand for
gigabytes. So only what is needed is read, and never more than a notebook may hold.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import stat
import tempfile
import threading
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Self, cast

from grader.errors import MachineError, UnreadableError
from grader.extract.submission import MAX_FILE_BYTES, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ARCHIVE = ".zip"
MAX_INNER_BYTES = 256 * 2**20  # of an archive in an archive
MAX_LIST_BYTES = 8 * 2**20  # of an archive's list of its members: some ten thousands
CHUNK_BYTES = 2**20
MAX_NAME_BYTES, MAX_PATH_BYTES = 200, 1000
MAX_SUBMISSIONS = 100  # in an archive in an archive, which is one student's
NOT_HANDED_IN = {"__pycache__", "__MACOSX", "site-packages", "node_modules"}
UTF8_FLAG, ENCRYPTED_FLAG = 0x800, 0x1
TOO_MANY = "holds too many files; hand in the notebook alone"
DAMAGED = "is a damaged zip file, or none; was the download cut short?"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the others unpack without limit
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Member:
    """A file in an archive, or in an archive in that one.

    Attributes:
        names: How the archives call it, from the outermost on; empty for the archive itself.
        parts: Its path as people and reports see it, which leads nowhere else.
        problem: Why it can't be read, as the end of a sentence; empty when it can.
    """

    names: tuple[str, ...]
    parts: tuple[str, ...]
    problem: str = ""


def members(archive: Path) -> Iterator[Member]:
    """Yield every file in an archive, in order, and those in the archives that it holds."""
    try:
        with archive.open("rb") as file, _opened(file) as opened:
            for member in _listed(opened):
                yield from _inside(opened, member)
    except UnreadableError as error:
        yield Member((), (), str(error))
    except OSError as error:
        yield Member((), (), f"can't be read: {error.strerror}")


def is_archive(name: str) -> bool:
    """Tell by its name whether a file is an archive."""
    return name.lower().endswith(ARCHIVE)


def is_hidden(parts: Iterable[str]) -> bool:
    """Tell whether a path leads through what nobody wrote: hidden folders, checkpoints, caches, libraries."""
    return any(part.startswith(".") or part in NOT_HANDED_IN for part in parts)


def shortened(name: str) -> str:
    """Return a name that every file system takes; one that is too long is cut, and ends in its digest."""
    data = name.encode(errors="replace")
    if len(data) <= MAX_NAME_BYTES:
        return name
    suffix = PurePosixPath(name).suffix[:10]
    return f"{data[:100].decode(errors='ignore')}~{hashlib.sha256(data).hexdigest()[:12]}{suffix}"


class Archives:
    """Reads members; keeps the archive open that was read last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._stack = contextlib.ExitStack()
        self._opened: zipfile.ZipFile

    def read(self, archive: Path, names: tuple[str, ...]) -> bytes:
        """Return the bytes of a member.

        Raises:
            UnreadableError: It can't be read; the message is the end of a sentence.
            MachineError: There is no room for the archive that it is in.
        """
        with self._lock:
            if self._path != archive:
                self._open(archive)
            *above, name = names
            if not above:
                return b"".join(_chunks(self._opened, name, MAX_FILE_BYTES))
            with _inner(self._opened, above[0]) as inner:
                return b"".join(_chunks(inner, name, MAX_FILE_BYTES))

    def _open(self, archive: Path) -> None:
        self.close()
        try:
            file = self._stack.enter_context(archive.open("rb"))
        except OSError as error:
            raise UnreadableError(f"can't be read: {error.strerror}") from error
        self._opened = self._stack.enter_context(_opened(file))
        self._path = archive

    def close(self) -> None:
        """Close what is open."""
        self._path = None
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Bounded:
    """A file that gives little at once: the list of an archive's members is read in one piece."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > MAX_LIST_BYTES:
            raise UnreadableError(TOO_MANY)
        return self._file.read(size if size >= 0 else MAX_LIST_BYTES)


@contextlib.contextmanager
def _opened(file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """Open an archive.

    Raises:
        UnreadableError: It is none.
    """
    try:
        opened = zipfile.ZipFile(cast("IO[bytes]", _Bounded(file)))
    except (UnreadableError, OSError):
        raise
    except Exception as error:  # a strange file can break anything
        raise UnreadableError(DAMAGED) from error
    with opened:
        yield opened


@contextlib.contextmanager
def _inner(opened: zipfile.ZipFile, name: str) -> Iterator[zipfile.ZipFile]:
    """Open an archive that is a member of another one.

    Raises:
        UnreadableError: It is none, or it is too large.
        MachineError: There is no room for it.
    """
    with tempfile.TemporaryFile() as file:
        try:
            file.writelines(_chunks(opened, name, MAX_INNER_BYTES))
            file.flush()
        except OSError as error:
            raise _no_room(error) from error
        with _opened(file) as inner:
            yield inner


def _chunks(opened: zipfile.ZipFile, name: str, limit: int) -> Iterator[bytes]:
    """Yield the bytes of a member, piece by piece.

    Raises:
        UnreadableError: It is damaged or too large, whatever the archive says of it.
    """
    total = 0
    try:
        with opened.open(name) as file:
            while total <= limit and (chunk := file.read(CHUNK_BYTES)):
                total += len(chunk)
                yield chunk
    except Exception as error:
        raise UnreadableError("is damaged in its zip file; was the download cut short?") from error
    if total > limit:
        raise UnreadableError(_too_large(limit))


def _inside(opened: zipfile.ZipFile, member: Member) -> Iterator[Member]:
    """Yield a member, or what it holds if it is an archive."""
    if not is_archive(member.parts[-1]) or member.problem:
        yield member
        return
    try:
        with _inner(opened, member.names[0]) as inner:
            held = _listed(inner)
    except UnreadableError as error:
        yield Member(member.names, member.parts, str(error))
        return
    submissions = sum(PurePosixPath(each.parts[-1]).suffix.lower() in SUFFIXES for each in held)
    if submissions > MAX_SUBMISSIONS:
        yield Member(member.names, member.parts, TOO_MANY)
        return
    if submissions == 0:
        yield member  # somebody handed it in, for whatever reason
    for each in held:
        yield Member((*member.names, *each.names), (*member.parts, *each.parts), each.problem)


def _listed(opened: zipfile.ZipFile) -> list[Member]:
    """Return the files of one archive in the order of their paths, without what is hidden."""
    found = []
    for name, info in opened.NameToInfo.items():
        parts, elsewhere = _parts(info)
        if parts and not info.is_dir() and not is_hidden(parts):
            problem = "has a name that leads out of its zip file" if elsewhere else _problem(info)
            found.append(Member((name,), parts, problem))
    return sorted(found, key=lambda member: (member.parts, member.names))


def _parts(info: zipfile.ZipInfo) -> tuple[tuple[str, ...], bool]:
    """Return a member's path without what leads elsewhere, and whether there was any of that."""
    name = info.filename
    if not info.flag_bits & UTF8_FLAG:
        with contextlib.suppress(UnicodeError):  # many programs write UTF-8 and don't say so
            name = name.encode("cp437").decode()
    given = name.replace("\\", "/").split("/")
    parts = [part for part in given if part not in {"", ".", ".."} and not _DRIVE.match(part)]
    elsewhere = given[0] == "" or ".." in given or bool(_DRIVE.match(given[0]))
    short = [shortened(_CONTROL.sub("_", part)) for part in parts]
    if sum(len(part.encode()) + 1 for part in short) > MAX_PATH_BYTES:
        short = [short[0], shortened(hashlib.sha256(name.encode()).hexdigest()[:12]), short[-1]]
    return tuple(short), elsewhere


def _problem(info: zipfile.ZipInfo) -> str:
    """Say why a member can't be read, as far as the archive's list tells."""
    limit = MAX_INNER_BYTES if is_archive(info.filename) else MAX_FILE_BYTES
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, not a file"
    if info.flag_bits & ENCRYPTED_FLAG:
        return "is encrypted; hand it in without a password"
    if info.compress_type not in _METHODS:
        return "is compressed in an unusual way; make the zip file with other settings"
    return _too_large(limit) if info.file_size > limit else ""


def _no_room(error: OSError) -> MachineError:
    return MachineError(f"{tempfile.gettempdir()}: can't be written: {error.strerror}")


def _too_large(limit: int) -> str:
    return f"is larger than {limit // 2**20} MB; clear the outputs of its cells"
