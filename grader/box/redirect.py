"""The folders that notebooks hard-code (`/tmp/...`), as part of the one folder that a box may write.

Nothing here keeps a student in: Landlock does. It lets code that names a folder of the course's machine find
what a case has brought, and nothing of this machine's. Files opened by compiled code keep their own names.
"""

from __future__ import annotations

import builtins
import functools
import io
import os
import sys
from typing import TYPE_CHECKING, Any, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

# What the machines of the courses call the folders that anybody may write.
FOLDERS = ("/tmp", "/content", "/home/jovyan")  # noqa: S108 - names in notebooks, not files of ours
_OF_ONE_PATH = (
    "access", "chdir", "chmod", "chown", "getxattr", "listxattr", "removexattr", "setxattr",
    "lchown", "lstat", "mkdir", "mkfifo", "open", "readlink",
    "remove", "rmdir", "stat", "statvfs", "truncate", "unlink", "utime",
)  # fmt: skip
_OF_TWO_PATHS = ("link", "rename", "replace", "symlink")
_PATH_ARGUMENTS = ("path", "src", "dst", "file", "name")


class _Redirection:
    """Where the folders are to be found now; nowhere while no case has brought files."""

    def __init__(self) -> None:
        self.root = self.last = ""
        self.untouched: tuple[str, ...] = ()

    def path(self, path: Any) -> Any:
        """Return the path that a path of a notebook's stands for; anything else as it is."""
        if not self.root or isinstance(path, int):
            return path
        try:
            text = os.fspath(path)
        except TypeError:
            return path
        if isinstance(text, bytes):
            return os.fsencode(self.path(os.fsdecode(text)))
        is_meant = text.startswith(FOLDERS) and f"{text}/".startswith(_WITH_SLASH)
        return path if not is_meant or f"{text}/".startswith(self.untouched) else f"{self.root}{text}"


_WITH_SLASH = tuple(f"{folder}/" for folder in FOLDERS)
_redirection = _Redirection()


def redirect(root: str | None) -> None:
    """Find the notebooks' folders below `root` from now on; None: nowhere.

    What Python itself is made of stays where it is, and so does everything that is below the root already.
    """
    _redirection.root = root or ""
    if root:
        _redirection.last = root
        scratch = os.path.dirname(root)  # noqa: PTH120 - quicker
        kept = {scratch, sys.prefix, sys.base_prefix, *sys.path} - {"", "/", *FOLDERS}
        _redirection.untouched = tuple(f"{folder.rstrip('/')}/" for folder in kept)


def redirected(path: Any) -> Any:
    """Return the path that a path of a notebook's stands for now."""
    return _redirection.path(path)


def as_written(text: str) -> str:
    """Return a text with the paths in it as a notebook has them: no name of this machine's."""
    root = _redirection.last
    if not root:
        return text
    for folder in FOLDERS:
        text = text.replace(f"{root}{folder}", folder)
    return text.replace(f"{root}/", "./").replace(root, ".")


@functools.cache
def install() -> None:
    """Let Python's own functions on files take part; done before anybody imports one of them by name."""
    for name in _OF_ONE_PATH:
        _replace(os, name, 1)
    for name in _OF_TWO_PATHS:
        _replace(os, name, 2)
    for name, ordered in (("listdir", sorted), ("scandir", _Entries)):
        _replace(os, name, 1, ordered)
    opened = taking(builtins.open, 1)
    builtins.open = io.open = opened
    openers = getattr(getattr(np.lib, "_datasource", None), "_file_openers", None)
    if openers is not None:  # it has kept the one that was there when it was imported
        getattr(openers, "_file_openers", {})[None] = opened


class _Entries:
    """What `os.scandir` gives, by name: a folder's own order differs from one machine to the next."""

    def __init__(self, entries: Any) -> None:
        with entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name))

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        return next(self._entries)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget what is left."""
        self._entries = iter(())


def _replace(place: Any, name: str, paths: int, ordered: Callable[[Any], Any] | None = None) -> None:
    original = getattr(place, name, None)
    if original is None:
        return
    replacement = taking(original, paths, ordered)
    for known in (os.supports_dir_fd, os.supports_effective_ids, os.supports_fd, os.supports_follow_symlinks):
        if original in known:
            known.add(replacement)
    setattr(place, name, replacement)


def taking(
    function: Callable[..., Any], paths: int, ordered: Callable[[Any], Any] | None = None
) -> Callable[..., Any]:
    """Return a function that takes redirected paths as its first arguments, and gives its result in order."""

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        if _redirection.root:
            args = (*map(_redirection.path, args[:paths]), *args[paths:])
            kwargs = {k: _redirection.path(v) if k in _PATH_ARGUMENTS else v for k, v in kwargs.items()}
            return ordered(function(*args, **kwargs)) if ordered else function(*args, **kwargs)
        return function(*args, **kwargs)

    return call
