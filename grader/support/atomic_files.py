"""Files that are there complete or not at all, and what a run that was killed left of them."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from grader.errors import MachineError

try:
    import fcntl
except ImportError:  # Windows, where a file that is open can't be removed anyway
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIX, SUFFIX = ".grade-", ".part"
_UNFINISHED = re.compile(r"\.grade-[a-z0-9_]{8}\.part(\.ipynb|\.py)?")


class AtomicFile:
    """A text file that takes its name when it is finished; until then the old one stays.

    Args:
        path: Its name; folders that are missing are made.

    Raises:
        MachineError: It can't be written, here and in each method.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.absolute().parent.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed by finish or discard
                "w",
                dir=path.absolute().parent,
                prefix=PREFIX,
                suffix=SUFFIX,
                delete=False,
                encoding="utf-8",
                errors="replace",  # UTF-8 can't hold the surrogates of a file's name
                newline="",
            )
        except OSError as error:
            raise self._refused(error) from error
        try_lock(self._file)

    def write(self, text: str) -> None:
        """Add a text at the end."""
        try:
            self._file.write(text)
        except OSError as error:
            raise self._refused(error) from error

    def finish(self) -> None:
        """Give the file its name."""
        try:
            self._file.close()  # first: some disks tell only now that they are full
            Path(self._file.name).chmod(0o666 & ~_umask())
            Path(self._file.name).replace(self.path)
        except OSError as error:
            self.discard()
            raise self._refused(error) from error

    def discard(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(OSError):  # a full disk: what is still in memory can't be written either
            self._file.close()
        Path(self._file.name).unlink(missing_ok=True)

    def _refused(self, error: OSError) -> MachineError:
        return MachineError(f"{self.path}: can't be written: {error.strerror}")


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that it is there complete or not at all.

    Raises:
        MachineError: It can't be written.
    """
    file = AtomicFile(path)
    try:
        file.write(text)
    except BaseException:
        file.discard()
        raise
    file.finish()


def remove_stale(paths: Iterable[Path]) -> None:
    """Remove those files of unfinished names that no run is writing any more."""
    with contextlib.suppress(OSError):  # a folder that can't be listed
        for path in paths:
            if _UNFINISHED.fullmatch(path.name):
                _remove_if_free(path)


def _remove_if_free(path: Path) -> None:
    with contextlib.suppress(OSError), path.open("r+b") as file:
        if try_lock(file):
            path.unlink(missing_ok=True)


def try_lock(file: IO[str] | IO[bytes]) -> bool:
    """Mark an open file as this process's until it is closed; False if it is another's.

    The mark goes with the process, however that ends.
    """
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
