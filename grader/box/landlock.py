"""Landlock: restricts this process's access to files, TCP ports, abstract sockets and signals to others.

A domain permanently applies to the calling thread and what it starts; it also prevents tracing (and thus
reading the memory or /proc of) processes outside. It covers neither stat() nor the owner, mode and times
of a file: names and sizes outside can be probed, and the seccomp filter handles the rest.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from typing import TYPE_CHECKING

from grader.box import syscalls

if TYPE_CHECKING:
    from collections.abc import Sequence

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, REMOVE_DIR, REMOVE_FILE = (1 << bit for bit in range(6))
MAKE_CHAR, MAKE_DIR, MAKE_REG, MAKE_SOCK, MAKE_FIFO, MAKE_BLOCK, MAKE_SYM = (1 << bit for bit in range(6, 13))
REFER, TRUNCATE, IOCTL_DEV = (1 << bit for bit in range(13, 16))

READ = READ_FILE | READ_DIR
# No devices, sockets, pipes or symbolic links: cleaning up a scratch folder meets only files and folders.
WRITE = READ | WRITE_FILE | TRUNCATE | REFER | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG
RUN = READ | EXECUTE
_ON_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV

# The rights that each ABI added.
_FILE_RIGHTS = ((1, REFER - 1), (2, REFER), (3, TRUNCATE), (5, IOCTL_DEV))
_NETWORK_ABI, _NETWORK_RIGHTS = 4, 0b11  # bind and connect, TCP
_SCOPES_ABI, _SCOPES = 6, (0b11, 0b01, 0)  # abstract sockets and signals; RHEL 9's ABI 6 lacks the latter
_QUIET_ABI, _QUIET = 7, 0b101  # refused actions of students do not belong in the audit log

_CREATE_RULESET_VERSION = 1
_RULE_PATH_BENEATH = 1


def abi() -> int:
    """Return the version of Landlock that the running kernel offers, 0 if it offers none."""
    try:
        return syscalls.call("landlock_create_ruleset", None, 0, _CREATE_RULESET_VERSION)
    except OSError:
        return 0


def restrict(
    readable: Sequence[str],
    writable: Sequence[str],
    *,
    runnable: Sequence[str] = (),
    sockets: bool = False,
    files: bool = True,
    network: bool = True,
    scopes: bool = True,
) -> int:
    """Confine the calling thread permanently, and return the ABI applied (0: nothing was done).

    Reading is allowed only below `readable` and `writable`, writing only below `writable`, running a file
    only below `runnable`. Missing paths to read or run are skipped. With `sockets`, Unix sockets can
    be created below `writable`. `files`, `network` and `scopes` select what to restrict.

    Raises:
        OSError: A writable path does not exist, or the kernel refused.
    """
    version = abi()
    file_rights = sum(right for since, right in _FILE_RIGHTS if files and since <= version)
    network_rights = _NETWORK_RIGHTS if network and version >= _NETWORK_ABI else 0
    scoped = scopes and version >= _SCOPES_ABI
    if not (file_rights or network_rights or scoped):
        return 0
    ruleset = _create_ruleset(file_rights, network_rights, _SCOPES if scoped else (0,))
    try:
        if file_rights:
            for path in readable:
                _allow(ruleset, path, READ & file_rights, missing_ok=True)
            for path in runnable:
                _allow(ruleset, path, RUN & file_rights, missing_ok=True)
            for path in writable:
                rights = WRITE | MAKE_SOCK if sockets else WRITE
                _allow(ruleset, path, rights & file_rights, missing_ok=False)
        syscalls.no_new_privileges()
        syscalls.call("landlock_restrict_self", ruleset, _QUIET if version >= _QUIET_ABI else 0)
    finally:
        os.close(ruleset)
    return version


def _create_ruleset(file_rights: int, network_rights: int, scopes: tuple[int, ...]) -> int:
    """Create a ruleset with the first of the scopes that the kernel accepts."""
    for scope in scopes:
        attributes = struct.pack("=QQQ", file_rights, network_rights, scope)
        try:
            return syscalls.call("landlock_create_ruleset", attributes, len(attributes), 0)
        except OSError as error:
            if error.errno != errno.EINVAL or scope == scopes[-1]:
                raise
    raise AssertionError(scopes)


def _allow(ruleset: int, path: str, rights: int, *, missing_ok: bool) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        if missing_ok:
            return
        raise
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= _ON_FILES
        rule = struct.pack("=Qi", rights, descriptor)
        syscalls.call("landlock_add_rule", ruleset, _RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(descriptor)
