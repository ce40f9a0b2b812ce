"""Zip files of submissions, listed and read member by member, never extracted to the paths they name.

Their contents are untrusted: names may point outside, sizes may lie, a few bytes may expand to
gigabytes. So only needed members are read, never more than the size limit of a notebook, and opening
what is nested in an archive has a budget that depends on the archive's size.
"""

from __future__ import annotations

import contextlib
import stat
import tempfile
import threading
import time
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Self, cast

from grader.batch.zip_names import ZipNames, is_archive, is_hidden, parts_of
from grader.errors import MachineError, UnreadableError
from grader.extract.reading import max_bytes_of, too_large
from grader.extract.submission import SUFFIXES
from grader.support.deadline import Deadline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

MAX_INNER_BYTES = 256 * 2**20  # of a nested archive
MAX_LIST_BYTES = 8 * 2**20  # of an archive's directory: tens of thousands of members
MAX_LEVELS = 4  # of archives in archives
MAX_NESTED_FILES = 5000  # in a nested archive, those nested in it included
MAX_EXPANSION = 20  # what is unpacked to look inside may be so many times as large as the archive, …
FREE_BYTES = 256 * 2**20  # … and this much more
SLOWEST_BYTES_PER_SECOND = 2**20
CHUNK_BYTES = 2**20
ENCRYPTED_FLAG = 0x1
TOO_MANY = "contains too many files; submit only the notebook"
TOO_LARGE = "unpacks to too much data; submit only the notebook"
DAMAGED = "is damaged or not a zip file; submit the notebook itself"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # other methods cannot be decompressed within limits
_STARTS = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True)
class Member:
    """A file in an archive, or in a nested archive.

    Attributes:
        names: Its names in the archives, outermost first; empty for the archive itself.
        parts: Its path as shown in reports, safe to use below a folder.
        problem: Why it cannot be read, as the end of a sentence; empty if it can.
        size: Its size in bytes, as stated.
    """

    names: tuple[str, ...]
    parts: tuple[str, ...]
    problem: str = ""
    size: int = 0


@dataclass
class _Budget:
    """What may still be unpacked and listed in an archive, and in the one that contains it."""

    size: int
    files: int
    deadline: Deadline
    above: _Budget | None = None

    def check(self) -> None:
        """Look at the clock.

        Raises:
            UnreadableError: The time is over, for this archive or one that contains it.
        """
        if self.deadline.has_passed:
            raise UnreadableError(
                f"takes more than {self.deadline.minutes} to unpack; submit only the notebook"
            )
        if self.above is not None:
            self.above.check()

    def unpack(self, size: int) -> None:
        """Use up bytes.

        Raises:
            UnreadableError: There are not as many left.
        """
        if size > self.size:
            raise UnreadableError(TOO_LARGE)
        self.size -= size
        if self.above is not None:
            self.above.unpack(size)

    def list(self, files: int) -> None:
        """Use up files.

        Raises:
            UnreadableError: There are not as many left.
        """
        if files > self.files:
            raise UnreadableError(TOO_MANY)
        self.files -= files

    def within(self, size: int) -> _Budget:
        """Return the budget of an archive in this one."""
        return _Budget(_size(size), MAX_NESTED_FILES, Deadline(_seconds(size), self.deadline.clock), self)


def _size(size: int) -> int:
    """Return how many bytes may be unpacked of an archive of some size, to look inside."""
    return FREE_BYTES + MAX_EXPANSION * size


def _seconds(size: int) -> float:
    """Return how long that may take: some hundred times what it does on an idle machine."""
    return _size(size) / SLOWEST_BYTES_PER_SECOND


def members(
    archive: Path, names: ZipNames | None = None, clock: Callable[[], float] = time.monotonic
) -> Iterator[Member]:
    """Yield every file in an archive and in nested archives, in order."""
    listing = _Listing(names or ZipNames())
    try:
        with archive.open("rb") as file, _opened(file) as opened:
            size = archive.stat().st_size
            budget = _Budget(_size(size), 2**31, Deadline(_seconds(size), clock))
            for member in listing.files(opened):
                yield from listing.inside(opened, member, budget, MAX_LEVELS - 1)
    except UnreadableError as error:
        yield Member((), (), str(error))
    except OSError as error:
        yield Member((), (), f"can't be read: {error.strerror}")


class Archives:
    """Reads members; keeps the archives that were read last open."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._place: tuple[Path, tuple[str, ...]] | None = None
        self._stack = contextlib.ExitStack()
        self._opened: zipfile.ZipFile

    def read(self, archive: Path, names: tuple[str, ...]) -> bytes:
        """Return the bytes of a member; see `chunks` for errors."""
        return b"".join(self.chunks(archive, names))

    def chunks(self, archive: Path, names: tuple[str, ...]) -> Iterator[bytes]:
        """Yield the bytes of a member, piece by piece; others wait until the last one.

        Raises:
            UnreadableError: It cannot be read; the message is the end of a sentence.
            MachineError: There is no disk space for the archive that contains it.
        """
        *above, name = names
        with self._lock:
            if self._place != (archive, tuple(above)):
                self._open(archive, above)
            yield from _chunks(self._opened, name, max_bytes_of(name))

    def _open(self, archive: Path, above: Sequence[str]) -> None:
        self.close()
        try:
            file = self._stack.enter_context(archive.open("rb"))
        except OSError as error:
            raise UnreadableError(f"can't be read: {error.strerror}") from error
        opened = self._stack.enter_context(_opened(file))
        for name in above:
            opened = self._stack.enter_context(_inner(opened, name))
        self._opened = opened
        self._place = (archive, tuple(above))

    def close(self) -> None:
        """Close what is open."""
        self._place = None
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
def _inner(
    opened: zipfile.ZipFile, name: str, check: Callable[[], None] = lambda: None
) -> Iterator[zipfile.ZipFile]:
    """Open a nested archive.

    Raises:
        UnreadableError: It is not an archive, is too large, or `check` says so after a piece of it.
        MachineError: There is no disk space for it.
    """
    with tempfile.TemporaryFile() as file:
        try:
            for chunk in _chunks(opened, name, MAX_INNER_BYTES):
                if file.tell() == 0 and not chunk.startswith(_STARTS):
                    raise UnreadableError(DAMAGED)
                file.write(chunk)
                check()
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
        raise UnreadableError("is damaged in its zip file; submit it again") from error
    if total > limit:
        raise UnreadableError(too_large(limit))


@dataclass(frozen=True)
class _Listing:
    """Lists archives in archives."""

    names: ZipNames

    def inside(
        self, opened: zipfile.ZipFile, member: Member, budget: _Budget, levels: int
    ) -> Iterator[Member]:
        """Yield a member, or its members if it is an archive."""
        if not is_archive(member.parts[-1]) or member.problem or not levels:
            yield member
            return
        held: list[Member] = []
        try:
            budget.unpack(member.size)
            own = budget.within(member.size)
            with _inner(opened, member.names[0], own.check) as inner:
                files = self.files(inner)
                own.list(sum(_may_be_work(each) for each in files))
                for each in files:
                    own.check()
                    held += self.inside(inner, each, own, levels - 1)
                own.list(sum(_may_be_work(each) for each in held if len(each.names) > 1))
        except UnreadableError as error:
            yield Member(member.names, member.parts, str(error))
            return
        if not any(_is_work(each) for each in held):
            yield member  # it was submitted, so it gets a report
        for each in held:
            names, parts = (*member.names, *each.names), (*member.parts, *each.parts)
            yield Member(names, parts, each.problem, each.size)

    def files(self, opened: zipfile.ZipFile) -> list[Member]:
        """Return the files of one archive sorted by path, without hidden ones."""
        found = []
        infos = opened.NameToInfo
        for (key, info), name in zip(infos.items(), self.names.of(list(infos.values())), strict=True):
            parts, elsewhere = parts_of(name)
            if parts and not info.is_dir() and not is_hidden(parts, SUFFIXES):
                problem = "has a path that points outside its zip file" if elsewhere else _problem(info)
                found.append(Member((key,), parts, problem, info.file_size))
        return sorted(found, key=lambda member: (member.parts, member.names))


def _is_work(member: Member) -> bool:
    name = member.parts[-1].lower()
    return PurePosixPath(name).suffix in SUFFIXES or name in SUFFIXES


def _may_be_work(member: Member) -> bool:
    return _is_work(member) or is_archive(member.parts[-1])


def _problem(info: zipfile.ZipInfo) -> str:
    """Return why a member cannot be read, as far as the archive's directory tells."""
    limit = MAX_INNER_BYTES if is_archive(info.filename) else max_bytes_of(info.filename)
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, not a file; submit the file itself"
    if info.flag_bits & ENCRYPTED_FLAG:
        return "is encrypted; submit it without a password"
    if info.compress_type not in _METHODS:
        return "uses an unsupported compression method; create the zip file with standard settings"
    return too_large(limit) if info.file_size > limit else ""


def _no_room(error: OSError) -> MachineError:
    return MachineError(f"{tempfile.gettempdir()}: can't be written: {error.strerror}")
