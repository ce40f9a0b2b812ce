"""Files that are written completely or not at all, and the cleanup of killed runs' temporary files."""

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
except ImportError:  # Windows, where an open file can't be removed anyway
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIX, SUFFIX = ".grade-", ".part"
_UNFINISHED = re.compile(r"\.grade-[a-z0-9_]{8}\.part(\.ipynb|\.py)?")


class AtomicFile:
    """A text file that is renamed into place when it is complete; until then the old file stays.

    Args:
        path: Its path; missing folders are created.

    Raises:
        MachineError: It can't be written, here and in each method.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.absolute().parent.mkdir(parents=True, exist_ok=True)
            self._file = _locked_file(path.absolute().parent)  # closed by finish or discard
        except OSError as error:
            raise self._refused(error) from error

    def write(self, text: str) -> None:
        """Append a text."""
        try:
            self._file.write(text)
        except OSError as error:
            raise self._refused(error) from error

    def finish(self) -> None:
        """Rename the file into place."""
        try:
            with _still_locked(self._file):
                self._file.close()  # first: some file systems report only now that they are full
                Path(self._file.name).chmod(0o666 & ~_UMASK)
                Path(self._file.name).replace(self.path)
        except OSError as error:
            self.discard()
            raise self._refused(error) from error

    def discard(self) -> None:
        """Remove the temporary file."""
        with contextlib.suppress(OSError):  # on a full disk, buffered data can't be written either
            self._file.close()
        Path(self._file.name).unlink(missing_ok=True)

    def _refused(self, error: OSError) -> MachineError:
        return MachineError(f"{self.path}: can't be written: {error.strerror}")


def _locked_file(folder: Path) -> IO[str]:
    """Create a temporary file that no clean-up removes: none does once it is locked and still there."""
    while True:
        file = tempfile.NamedTemporaryFile(  # noqa: SIM115 - the caller closes it
            "w",
            dir=folder,
            prefix=PREFIX,
            suffix=SUFFIX,
            delete=False,
            encoding="utf-8",
            errors="replace",  # UTF-8 can't encode the surrogates of a file name
            newline="",
        )
        if not _is_taken(file):
            return file
        file.close()


def _is_taken(file: IO[str]) -> bool:
    """Lock a new file; return whether a clean-up has taken it for a killed run's before."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True  # it is being removed
    except OSError:
        return False  # a file system without locks, where nothing is removed either
    return not Path(file.name).exists()


def write_atomically(path: Path, text: str) -> None:
    """Write a file completely or not at all.

    Raises:
        MachineError: It can't be written.
    """
    write_each_atomically(path, [text])


def write_each_atomically(path: Path, texts: Iterable[str]) -> None:
    """Write a file of several texts completely or not at all.

    Raises:
        MachineError: It can't be written.
    """
    file = AtomicFile(path)
    try:
        for text in texts:
            file.write(text)
    except BaseException:
        file.discard()
        raise
    file.finish()


def remove_stale(paths: Iterable[Path]) -> None:
    """Remove temporary files that no run is writing any more."""
    with contextlib.suppress(OSError):  # the folder can't be listed
        for path in paths:
            if _UNFINISHED.fullmatch(path.name):
                _remove_if_free(path)


def _remove_if_free(path: Path) -> None:
    with contextlib.suppress(OSError), path.open("r+b") as file:
        if try_lock(file):
            path.unlink(missing_ok=True)


def try_lock(file: IO[str] | IO[bytes]) -> bool:
    """Lock an open file until it is closed; return False if another process has locked it.

    The lock is released when the process ends, however it ends.
    """
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _still_locked(file: IO[str]) -> contextlib.AbstractContextManager[object]:
    """Keep the lock of a file that is closed meanwhile: another run would take it for a killed one's."""
    return contextlib.nullcontext() if fcntl is None else os.fdopen(os.dup(file.fileno()), "rb")


def _umask() -> int:
    """Return which permissions new files lack; other threads' files would have others meanwhile."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


_UMASK = _umask()  # once, before there are threads that ask for it at the same time
