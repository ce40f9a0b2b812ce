"""Names in zip files: which encoding they are in, and what may become of them in paths."""

from __future__ import annotations

import contextlib
import hashlib
import re
import struct
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from grader.errors import UsageError

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Callable, Iterable, Sequence

ARCHIVE = ".zip"
MAX_NAME_BYTES, MAX_PATH_BYTES = 200, 1000
NOT_HANDED_IN = {"__pycache__", "__MACOSX", "site-packages", "node_modules"}
UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075  # Info-ZIP's extra field: version, checksum of the name, the name in UTF-8
# Encodings of systems that do not write UTF-8; tried where the class list tells which one fits.
ENCODINGS = (
    "cp437", "gbk", "big5", "shift_jis", "euc_kr", "cp1252", "cp850", "cp1250", "cp1251", "cp866", "koi8_r",
    "cp1253", "cp1255", "cp1256", "cp874",
)  # fmt: skip
MAX_TRIED_NAMES = 2000
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class ZipNames:
    """How to read the names in zip files.

    Args:
        encoding: What the user says they are in; by default UTF-8, or what fits the class list.
        knows: Returns whether a name is in the class list, if there is one.

    Raises:
        UsageError: There is no such encoding.
    """

    def __init__(self, encoding: str | None = None, knows: Callable[[str], object] | None = None) -> None:
        try:
            "".encode(encoding or "utf-8")
        except LookupError as error:
            raise UsageError(f"--zip-encoding {encoding}: there is no such encoding") from error
        self._encoding = encoding
        self._knows = knows

    def of(self, infos: Sequence[zipfile.ZipInfo]) -> list[str]:
        """Return the names in one archive, in order."""
        names = [_told(info) for info in infos]
        given = [
            info.filename.encode("cp437") for info, name in zip(infos, names, strict=True) if name is None
        ]
        encoding = self._encoding or self._fitting(given)
        rest = iter(given)
        return [name if name is not None else next(rest).decode(encoding, "replace") for name in names]

    def _fitting(self, names: Sequence[bytes]) -> str:
        """Return the encoding in which most names are in the class list; the standard's one if none is."""
        if self._knows is None or not names:
            return ENCODINGS[0]
        tried = names[:MAX_TRIED_NAMES]
        return max(ENCODINGS, key=lambda encoding: self._known(tried, encoding))

    def _known(self, names: Iterable[bytes], encoding: str) -> int:
        found = 0
        for name in names:
            with contextlib.suppress(UnicodeDecodeError):
                parts = name.decode(encoding).replace("\\", "/").split("/")
                keys = {
                    key for part in parts for key in (part, PurePosixPath(part).stem, part.partition("_")[0])
                }
                found += any(self._knows(key) for key in keys if key) if self._knows else 0
        return found


def _told(info: zipfile.ZipInfo) -> str | None:
    """Return a member's name if the archive tells its encoding, or it is UTF-8 anyway."""
    if info.flag_bits & UTF8_FLAG:
        return info.filename
    try:
        given = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:  # already decoded from the extra field
        return info.filename
    if (name := _unicode_path(info.extra, given)) is not None:
        return name
    with contextlib.suppress(UnicodeDecodeError):  # many programs write UTF-8 without setting the flag
        return info.filename.encode("cp437").decode()
    return None


def _unicode_path(extra: bytes, given: bytes) -> str | None:
    """Return the name in Info-ZIP's extra field, if it is there and belongs to this name."""
    while len(extra) >= 4:  # noqa: PLR2004 - the header of a field
        kind, size = struct.unpack_from("<HH", extra)
        content, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and content[:1] == b"\x01" and content[1:5] == _checksum(given):
            with contextlib.suppress(UnicodeDecodeError):
                return content[5:].decode()
    return None


def _checksum(data: bytes) -> bytes:
    return struct.pack("<L", zlib.crc32(data))


def parts_of(name: str) -> tuple[tuple[str, ...], bool]:
    """Return a member's path without parts that point outside, and whether there were any."""
    given = name.replace("\\", "/").split("/")
    parts = [part for part in given if part not in {"", ".", ".."} and not _DRIVE.match(part)]
    elsewhere = given[0] == "" or ".." in given or bool(_DRIVE.match(given[0]))
    short = [shortened(_CONTROL.sub("_", part)) for part in parts]
    if sum(len(part.encode(errors="replace")) + 1 for part in short) > MAX_PATH_BYTES:
        digest = hashlib.sha256(name.encode(errors="replace")).hexdigest()[:12]
        short = [*short[:2], digest, short[-1]]
    return tuple(short), elsewhere


def is_archive(name: str) -> bool:
    """Return whether a file's name is that of an archive."""
    return name.lower().endswith(ARCHIVE)


def is_hidden(parts: Iterable[str], but_for: Iterable[str] = ()) -> bool:
    """Return whether a path contains a generated folder: hidden folders, checkpoints, caches, libraries.

    Args:
        parts: The path.
        but_for: Names that are shown although they begin with a dot.
    """
    *above, name = parts
    shown = name.lower() in but_for
    return any(part.startswith(".") or part in NOT_HANDED_IN for part in (above if shown else [*above, name]))


def shortened(name: str) -> str:
    """Return a name valid on every file system; a name that is too long is cut and ends in its digest."""
    data = name.encode(errors="replace")
    if len(data) <= MAX_NAME_BYTES:
        return name
    suffix = PurePosixPath(name).suffix[:10]
    return f"{data[:100].decode(errors='ignore')}~{hashlib.sha256(data).hexdigest()[:12]}{suffix}"
