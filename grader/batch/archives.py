"""Zip files of submissions, listed and read member by member, never extracted to the paths they name.

Their contents are untrusted: names may point outside, sizes may lie, a few bytes may expand to
gigabytes. So only needed members are read, and never more than the size limit of a notebook.
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
MAX_INNER_BYTES = 256 * 2**20  # of a nested archive
MAX_LIST_BYTES = 8 * 2**20  # of an archive's directory: tens of thousands of members
CHUNK_BYTES = 2**20
MAX_NAME_BYTES, MAX_PATH_BYTES = 200, 1000
MAX_SUBMISSIONS = 100  # in a nested archive, which belongs to one student
NOT_HANDED_IN = {"__pycache__", "__MACOSX", "site-packages", "node_modules"}
UTF8_FLAG, ENCRYPTED_FLAG = 0x800, 0x1
TOO_MANY = "contains too many files; submit only the notebook"
DAMAGED = "is damaged or not a zip file; the download may be incomplete"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # other methods cannot be decompressed within limits
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Member:
    """A file in an archive, or in a nested archive.

    Attributes:
        names: Its names in the archives, outermost first; empty for the archive itself.
        parts: Its path as shown in reports, safe to use below a folder.
        problem: Why it cannot be read, as the end of a sentence; empty if it can.
    """

    names: tuple[str, ...]
    parts: tuple[str, ...]
    problem: str = ""


def members(archive: Path) -> Iterator[Member]:
    """Yield every file in an archive and in nested archives, in order."""
    try:
        with archive.open("rb") as file, _opened(file) as opened:
            for member in _listed(opened):
                yield from _inside(opened, member)
    except UnreadableError as error:
        yield Member((), (), str(error))
    except OSError as error:
        yield Member((), (), f"can't be read: {error.strerror}")


def is_archive(name: str) -> bool:
    """Return whether a file's name is that of an archive."""
    return name.lower().endswith(ARCHIVE)


def is_hidden(parts: Iterable[str]) -> bool:
    """Return whether a path contains a generated folder: hidden folders, checkpoints, caches, libraries."""
    return any(part.startswith(".") or part in NOT_HANDED_IN for part in parts)


def shortened(name: str) -> str:
    """Return a name valid on every file system; a name that is too long is cut and ends in its digest."""
    data = name.encode(errors="replace")
    if len(data) <= MAX_NAME_BYTES:
        return name
    suffix = PurePosixPath(name).suffix[:10]
    return f"{data[:100].decode(errors='ignore')}~{hashlib.sha256(data).hexdigest()[:12]}{suffix}"


class Archives:
    """Reads members; keeps the archive that was read last open."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._path: Path | None = None
        self._stack = contextlib.ExitStack()
        self._opened: zipfile.ZipFile

    def read(self, archive: Path, names: tuple[str, ...]) -> bytes:
        """Return the bytes of a member.

        Raises:
            UnreadableError: It cannot be read; the message is the end of a sentence.
            MachineError: There is no disk space for the archive that contains it.
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
    """A file that limits the size of a read, because an archive's directory is read in one piece."""

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
        UnreadableError: It is not an archive.
    """
    try:
        opened = zipfile.ZipFile(cast("IO[bytes]", _Bounded(file)))
    except (UnreadableError, OSError):
        raise
    except Exception as error:  # malformed files raise arbitrary exceptions
        raise UnreadableError(DAMAGED) from error
    with opened:
        yield opened


@contextlib.contextmanager
def _inner(opened: zipfile.ZipFile, name: str) -> Iterator[zipfile.ZipFile]:
    """Open a nested archive.

    Raises:
        UnreadableError: It is not an archive, or is too large.
        MachineError: There is no disk space for it.
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
        UnreadableError: It is damaged, or larger than the limit whatever its stated size.
    """
    total = 0
    try:
        with opened.open(name) as file:
            while total <= limit and (chunk := file.read(CHUNK_BYTES)):
                total += len(chunk)
                yield chunk
    except Exception as error:
        raise UnreadableError("is damaged in its zip file; the download may be incomplete") from error
    if total > limit:
        raise UnreadableError(_too_large(limit))


def _inside(opened: zipfile.ZipFile, member: Member) -> Iterator[Member]:
    """Yield a member, or its members if it is an archive."""
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
        yield member  # it was submitted, so it gets a report
    for each in held:
        yield Member((*member.names, *each.names), (*member.parts, *each.parts), each.problem)


def _listed(opened: zipfile.ZipFile) -> list[Member]:
    """Return the files of one archive sorted by path, without hidden ones."""
    found = []
    for name, info in opened.NameToInfo.items():
        parts, elsewhere = _parts(info)
        if parts and not info.is_dir() and not is_hidden(parts):
            problem = "has a path that points outside its zip file" if elsewhere else _problem(info)
            found.append(Member((name,), parts, problem))
    return sorted(found, key=lambda member: (member.parts, member.names))


def _parts(info: zipfile.ZipInfo) -> tuple[tuple[str, ...], bool]:
    """Return a member's path without parts that point outside, and whether there were any."""
    name = info.filename
    if not info.flag_bits & UTF8_FLAG:
        with contextlib.suppress(UnicodeError):  # many programs write UTF-8 without setting the flag
            name = name.encode("cp437").decode()
    given = name.replace("\\", "/").split("/")
    parts = [part for part in given if part not in {"", ".", ".."} and not _DRIVE.match(part)]
    elsewhere = given[0] == "" or ".." in given or bool(_DRIVE.match(given[0]))
    short = [shortened(_CONTROL.sub("_", part)) for part in parts]
    if sum(len(part.encode()) + 1 for part in short) > MAX_PATH_BYTES:
        short = [short[0], shortened(hashlib.sha256(name.encode()).hexdigest()[:12]), short[-1]]
    return tuple(short), elsewhere


def _problem(info: zipfile.ZipInfo) -> str:
    """Return why a member cannot be read, as far as the archive's directory tells."""
    limit = MAX_INNER_BYTES if is_archive(info.filename) else MAX_FILE_BYTES
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, not a file"
    if info.flag_bits & ENCRYPTED_FLAG:
        return "is encrypted; submit it without a password"
    if info.compress_type not in _METHODS:
        return "uses an unsupported compression method; create the zip file with standard settings"
    return _too_large(limit) if info.file_size > limit else ""


def _no_room(error: OSError) -> MachineError:
    return MachineError(f"{tempfile.gettempdir()}: can't be written: {error.strerror}")


def _too_large(limit: int) -> str:
    return f"is larger than {limit // 2**20} MB; clear the outputs of its cells"
