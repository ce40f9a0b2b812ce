"""The box: the rights that a forked child gives up permanently before it reads any student code.

Each row of the design's table can be left out; tests use that to prove that every row has an effect.
"""

from __future__ import annotations

import importlib
import os
import site
import struct
import sys
import sysconfig
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from grader.box import landlock, seccomp, syscalls

if sys.platform == "linux":
    import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROWS: tuple[str, ...] = (
    "files",
    "metadata",
    "network",
    "processes",
    "spawning",
    "leftovers",
    "channels",
    "host",
    "kernel",
    "inherited",
    "memory",
    "disk",
)

# For full runs of a notebook: its kernel may start processes and communicates through Unix sockets.
KERNEL_ROWS: tuple[str, ...] = (
    "files", "metadata", "local", "scheduling", "processes", "group",
    "leftovers", "channels", "host", "kernel", "inherited", "memory", "disk",
)  # fmt: skip
EXECUTOR_ROWS: tuple[str, ...] = tuple("spawning" if row == "group" else row for row in KERNEL_ROWS)

_FILTERED = (
    "metadata", "network", "local", "scheduling", "processes", "spawning", "group", "leftovers", "channels",
    "host", "kernel",
)  # fmt: skip
_TRUNCATE_ABI = 3  # before it, Landlock does not prevent truncating a file

MAX_SIGNALS = 1000  # queued, including timers; the system counts those of all the user's processes together

_KEPT_VARIABLES = (
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "MPLBACKEND", "KERAS_BACKEND",
    "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "PYTHONUTF8", "CUDA_VISIBLE_DEVICES",
)  # fmt: skip
_SCRATCH_VARIABLES = ("HOME", "TMPDIR", "MPLCONFIGDIR")

_SYSTEM_PATHS = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache",
    "/etc/localtime", "/usr/share/zoneinfo", "/usr/share/fonts", "/etc/fonts",
    "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random",
    "/sys/devices/system/cpu", "/proc/cpuinfo",
)  # fmt: skip

_COMMAND_LINE = "/proc/self/cmdline"  # TensorFlow aborts if it can't read its own

_PR_SET_DUMPABLE, _PR_CAPBSET_DROP, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 4, 24, 47, 4
_CAPABILITY_VERSION_3 = 0x20080522


@dataclass(frozen=True)
class Confinement:
    """What a box may do."""

    readable: tuple[str, ...]  # folders or files
    scratch: str  # the only writable folder; becomes cwd, HOME, TMPDIR and MPLCONFIGDIR
    keep: tuple[int, ...]  # descriptors that stay open besides 0, 1, 2, which become /dev/null
    address_space_bytes: int  # in addition to what the process has already mapped
    file_bytes: int  # size of a file
    open_files: int = 256
    cpu_seconds: int = 3600  # a safety net: the kernel kills a box that its parent forgot
    runnable: tuple[str, ...] = ()  # folders or files that may be read and executed
    rows: tuple[str, ...] = ROWS


@dataclass(frozen=True)
class Support:
    """What the running kernel offers."""

    landlock_abi: int
    seccomp: bool

    def in_force(self, rows: Iterable[str] = ROWS) -> tuple[str, ...]:
        """Return the rows that `confine` can enforce here."""
        if sys.platform != "linux":
            return ()
        missing = () if self.seccomp else _FILTERED
        if self.landlock_abi < _TRUNCATE_ABI:
            missing = (*missing, "files")
        return tuple(row for row in rows if row not in missing)


def support() -> Support:
    """Return what the kernel offers, without confining anything or starting a process."""
    return Support(landlock_abi=landlock.abi(), seccomp=seccomp.available())


def confine(settings: Confinement) -> tuple[str, ...]:
    """Confine this process permanently and return the rows in force.

    A row whose mechanism the kernel lacks is left out of the result; its other parts still apply.
    The process must have one thread, like a freshly forked child: a filter applies to the calling thread.

    Raises:
        RuntimeError: Another thread is running.
        OSError: The scratch folder does not exist.
    """
    if sys.platform != "linux":
        return ()
    process = _this_process()
    if process is not None and process.threads != 1:
        raise RuntimeError(f"confine: the process has {process.threads} threads, but should have 1")
    prepare()
    rows = settings.rows
    with suppress(PermissionError):  # it already leads its group
        os.setsid()
    failed = set()
    if "inherited" in rows:
        _drop_inherited(settings.keep)
    _settle(settings.scratch)
    _limit(settings, process)
    if "memory" in rows and process is None:
        failed.add("memory")
    if "kernel" in rows and not _drop_capabilities():
        failed.add("kernel")
    applied = Support(landlock_abi=_restrict(settings), seccomp=seccomp.install(rows))
    return tuple(row for row in applied.in_force(rows) if row not in failed)


def default_readable() -> tuple[str, ...]:
    """Return the paths that the Python runtime itself needs to read, and nothing else.

    These are the standard library, installed packages, shared libraries, time zones, fonts and some harmless
    devices, but not `<prefix>/share`, which contains packs, or what an editable install added to sys.path.
    """
    paths = sysconfig.get_paths()
    packages = [*site.getsitepackages(), paths["purelib"], paths["platlib"]]
    if site.ENABLE_USER_SITE:
        packages.append(site.getusersitepackages())
    library = str(Path(sys.base_prefix) / "lib")
    return _outermost([paths["stdlib"], paths["platstdlib"], library, *packages, *_SYSTEM_PATHS])


def clean_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that a box may see.

    Start the process that forks boxes with only these: other variables would stay in its memory and theirs.
    """
    return {name: value for name, value in environment.items() if _is_kept(name)}


def _is_kept(variable: str) -> bool:
    return variable in _KEPT_VARIABLES or variable.endswith("_NUM_THREADS") or variable.startswith("TF_")


@cache
def prepare() -> None:
    """Do the work that boxes share: a process that forks boxes calls this first, so that they need not.

    It imports multiprocessing (8 ms), replaces its locks, translates the filter's rules, and makes the system
    calls of a box once, since the first call is slow.
    """
    thread_locks()
    support()
    architecture = syscalls.architecture()
    if architecture is not None:
        seccomp.program(ROWS, architecture=architecture, pid=0)


@cache
def thread_locks() -> None:
    """Replace multiprocessing's locks with threading's: POSIX semaphores would need /dev/shm.

    This makes `multiprocessing.pool.ThreadPool` work in a box. Only processes that fork boxes do this:
    elsewhere it would break multiprocessing's processes.
    """
    multiprocessing: Any = importlib.import_module("multiprocessing")
    context: Any = importlib.import_module("multiprocessing.context")
    for name in ("Lock", "RLock", "Condition", "Semaphore", "BoundedSemaphore", "Event", "Barrier"):
        setattr(context.BaseContext, name, _method(getattr(threading, name)))
        setattr(multiprocessing, name, getattr(threading, name))


def _method(factory: Any) -> Any:
    def make(_context: Any, *arguments: Any, **options: Any) -> Any:
        return factory(*arguments, **options)

    return make


def _outermost(paths: Iterable[str]) -> tuple[str, ...]:
    """Resolve paths, without missing or repeated ones and those inside another."""
    outermost: list[str] = []
    for path in sorted({os.path.realpath(path) for path in paths if os.path.exists(path)}):  # noqa: PTH110
        if not any(path.startswith(f"{outer}{os.sep}") for outer in outermost):
            outermost.append(path)
    return tuple(outermost)


class _Process(NamedTuple):
    """The state of a process before it is confined."""

    threads: int
    address_space_bytes: int


def _this_process() -> _Process | None:
    """Return the state of this process; None if there is no /proc."""
    try:
        with open("/proc/self/stat", "rb") as file:  # noqa: PTH123 - quicker
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return None
    return _Process(threads=int(fields[17]), address_space_bytes=int(fields[20]))


def _drop_inherited(keep: tuple[int, ...]) -> None:
    """Drop descriptors, variables and anything else through which the parent's memory could leak."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    first = 3
    for descriptor in sorted({descriptor for descriptor in keep if descriptor >= first}):
        _close(first, descriptor - 1)
        first = descriptor + 1
    _close(first, 0xFFFFFFFF)
    for name in [name for name in os.environ if not _is_kept(name)]:
        del os.environ[name]
    importlib.import_module("posix").environ.clear()  # the interpreter's own copy
    syscalls.call("prctl", _PR_SET_DUMPABLE, 0, 0, 0, 0)
    _lower(resource.RLIMIT_CORE, 0)


def _close(first: int, last: int) -> None:
    """Close a range of descriptors, including both ends."""
    if first > last:
        return
    try:
        syscalls.call("close_range", first, last, 0)
    except OSError:  # before Linux 5.9
        for descriptor in map(int, os.listdir("/proc/self/fd")):  # noqa: PTH208 - quicker
            if first <= descriptor <= last:
                with suppress(OSError):  # the descriptor of the listing itself
                    os.close(descriptor)


def _settle(scratch: str) -> None:
    """Make the scratch folder the working, home and temporary folder."""
    os.chdir(scratch)
    os.environ.update(dict.fromkeys(_SCRATCH_VARIABLES, scratch))
    tempfile.tempdir = None  # forget a folder chosen before the fork


def _limit(settings: Confinement, process: _Process | None) -> None:
    rows = settings.rows
    if "memory" in rows and process is not None:
        _lower(resource.RLIMIT_AS, process.address_space_bytes + settings.address_space_bytes)
    if "disk" in rows:
        _lower(resource.RLIMIT_FSIZE, settings.file_bytes)
        _lower(resource.RLIMIT_NOFILE, settings.open_files)
    if "leftovers" in rows:
        _lower(resource.RLIMIT_CPU, settings.cpu_seconds)
        _lower(resource.RLIMIT_SIGPENDING, MAX_SIGNALS)


def _lower(kind: int, value: int) -> None:
    """Lower a limit, soft and hard; a lower hard limit stays."""
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def _drop_capabilities() -> bool:
    """Drop all capabilities and, as far as the kernel allows, the ability to regain any."""
    drop_bounding_set()
    with suppress(OSError):
        syscalls.call("prctl", _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    try:
        syscalls.call("capset", struct.pack("=Ii", _CAPABILITY_VERSION_3, 0), bytes(24))
    except OSError:
        return False
    return True


@cache
def drop_bounding_set() -> None:
    """Empty the capability bounding set, once, which forked processes inherit."""
    with suppress(OSError):  # EPERM: not privileged; EINVAL: past the last capability
        for capability in range(64):
            syscalls.call("prctl", _PR_CAPBSET_DROP, capability, 0, 0, 0)


def _restrict(settings: Confinement) -> int:
    """Enter a Landlock domain for the rows that need one, and return its ABI, or 0 without one."""
    rows = settings.rows
    with suppress(OSError):
        # Kept open: if the entry were evicted, /proc would create a new one that the domain does not cover.
        os.open(_COMMAND_LINE, os.O_PATH)
    try:
        return landlock.restrict(
            (*settings.readable, _COMMAND_LINE),
            (settings.scratch, os.devnull),
            runnable=settings.runnable,
            sockets="local" in rows,
            files="files" in rows,
            network="network" in rows or "local" in rows,
            scopes="processes" in rows,
        )
    except OSError:
        return 0
