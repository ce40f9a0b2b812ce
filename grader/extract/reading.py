"""Reads the bytes of a submitted file: piece by piece, and of a large notebook without its outputs."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from grader.errors import UnreadableError
from grader.extract.outputs import without_outputs

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

MAX_FILE_BYTES = 256 * 2**20  # of a notebook; its outputs take most of that, and are not read into memory
MAX_TEXT_BYTES = 64 * 2**20  # of a notebook without its outputs, or of a script
WHOLE_BYTES = 8 * 2**20  # a notebook up to this size is read with its outputs
CHUNK_BYTES = 2**20


@dataclass(frozen=True)
class Content:
    """What has been read of a file: its bytes, perhaps without outputs, and the digest of all of them."""

    data: bytes = field(repr=False)
    digest: str


def content_of(chunks: Iterator[bytes], *, is_notebook: bool) -> Content:
    """Read a file; of a large notebook, at most a part is in memory at any time."""
    total = hashlib.sha256()
    counted = _counted(chunks, total)
    kept = bytearray()
    for chunk in counted:
        kept += chunk
        if len(kept) > WHOLE_BYTES and is_notebook:
            break
    else:
        return Content(bytes(kept), f"sha256:{total.hexdigest()}")
    text = bytearray()
    for part in without_outputs(_joined(kept, counted)):
        text += part
        if len(text) > MAX_TEXT_BYTES:
            raise UnreadableError(too_large(MAX_TEXT_BYTES, "its text"))
    return Content(bytes(text), f"sha256:{total.hexdigest()}")


def _counted(chunks: Iterator[bytes], total: Any) -> Iterator[bytes]:
    for chunk in chunks:
        total.update(chunk)
        yield chunk


def _joined(first: bytearray, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield bytes(first)
    first.clear()
    yield from rest


def as_generator(chunks: Iterator[bytes]) -> Generator[bytes]:
    """Return chunks as what can be closed."""
    yield from chunks


def max_bytes_of(name: str) -> int:
    """Return how large a submission may be, by its name."""
    return MAX_TEXT_BYTES if name.lower().endswith(".py") else MAX_FILE_BYTES


def too_large(limit: int, what: str = "") -> str:
    """Return why a file of more than so many bytes is not read, as the end of a sentence."""
    return f"{what} is larger than {limit // 2**20} MB; clear the outputs of its cells".strip()


def chunks_of(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, piece by piece.

    Raises:
        UnreadableError: It can't be opened, or is too large; the message is the end of a sentence.
    """
    limit, left = max_bytes_of(path.name), 0
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("is not a file")
        if status.st_size > limit:
            raise UnreadableError(too_large(limit))
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                left += len(chunk)
                if left > limit:  # it grew meanwhile
                    raise UnreadableError(too_large(limit))
                yield chunk
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror}") from error
