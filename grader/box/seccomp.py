"""The box's system call filter: rules as data, and their translation to a classic BPF program.

A filter sees a call's number and arguments, never what they point to. Every argument compared here is
an int for the kernel, which ignores the upper half of the register, as the comparisons do.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from grader.box import syscalls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OWN_PID = 1 << 32  # represents the process's own id in a rule; no 32-bit argument has this value
_ASKED = -1  # represents an error decided by the holder of the filter's listener


@dataclass(frozen=True)
class Argument:
    """True if an argument's low 32 bits, under the mask, are among the values (or not, if `absent`)."""

    index: int
    values: tuple[int, ...]
    mask: int = 0xFFFFFFFF
    absent: bool = False


@dataclass(frozen=True)
class Rule:
    """Makes the named calls fail with an error (0: do nothing and succeed) if every condition is true.

    Where the error is `_ASKED`, the call waits until the holder of the filter's listener has answered.
    """

    names: str
    error: int
    when: tuple[Argument, ...] = ()


def _only_itself(index: int) -> tuple[Argument, ...]:
    return (Argument(index, (0, _OWN_PID), absent=True),)


_AF_UNIX, _SOCK_STREAM, _SOCK_TYPE_MASK = 1, 1, 0xF
_F_SETOWN, _F_SETSIG, _F_SETOWN_EX, _F_SETLEASE, _F_SETPIPE_SZ = 8, 10, 15, 1024, 1031
_F_SETLK, _F_SETLKW, _F_OFD_SETLK, _F_OFD_SETLKW, _F_NOTIFY = 6, 7, 37, 38, 1026
_F_SET_RW_HINT, _F_SET_FILE_RW_HINT = 1036, 1038
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_MM, _PR_SCHED_CORE, _PR_SET_PTRACER = 1, 4, 35, 62, 0x59616D61
_PR_SET_MEMORY_MERGE = 67
_MADV_WILLNEED, _MADV_MERGEABLE, _MADV_COLD, _MADV_PAGEOUT, _MADV_HWPOISON, _MADV_SOFT_OFFLINE = (
    3, 12, 20, 21, 100, 101,
)  # fmt: skip
_PRIO_PROCESS, _IOPRIO_WHO_PROCESS = 0, 1
_CLONE_FILES, _CLONE_THREAD, _CLONE_NEW_NAMESPACES = 0x00000400, 0x00010000, 0x7E020000
_MAP_SHARED, _MAP_SHARED_VALIDATE, _MAP_TYPE, _MAP_ANONYMOUS = 1, 3, 0xF, 0x20
_TCGETS, _TIOCGWINSZ, _FIONREAD, _FIONBIO, _FIONCLEX, _FIOCLEX = (
    0x5401,
    0x5413,
    0x541B,
    0x5421,
    0x5450,
    0x5451,
)

RULES: dict[str, tuple[Rule, ...]] = {
    "metadata": (
        Rule("chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat", 0),
        Rule("utime utimes futimesat utimensat", 0),
        Rule(
            "setxattr lsetxattr fsetxattr setxattrat removexattr lremovexattr fremovexattr removexattrat", 0
        ),
        Rule("file_setattr", 0),
        # A file opened for reading accepts FS_IOC_SETFLAGS (chattr) and similar requests.
        Rule(
            "ioctl",
            errno.ENOTTY,
            (Argument(1, (_TCGETS, _TIOCGWINSZ, _FIONREAD, _FIONBIO, _FIONCLEX, _FIOCLEX), absent=True),),
        ),
    ),
    "network": (
        Rule("socket connect bind listen accept accept4", errno.EACCES),
        # A pair of datagram sockets can still send to any address: only connected ones are harmless.
        Rule("socketpair", errno.EACCES, (Argument(0, (_AF_UNIX,), absent=True),)),
        Rule("socketpair", errno.EACCES, (Argument(1, (_SOCK_STREAM,), mask=_SOCK_TYPE_MASK, absent=True),)),
    ),
    # Replaces "network" for a notebook's kernel, which uses Unix sockets to talk to the executor. A filter
    # can't see which socket is addressed, so "sealed" follows before any student code runs.
    "local": (
        Rule("socket", errno.EACCES, (Argument(0, (_AF_UNIX,), absent=True),)),
        Rule("socket", errno.EACCES, (Argument(1, (_SOCK_STREAM,), mask=_SOCK_TYPE_MASK, absent=True),)),
        Rule("socketpair", errno.EACCES, (Argument(0, (_AF_UNIX,), absent=True),)),
        Rule("socketpair", errno.EACCES, (Argument(1, (_SOCK_STREAM,), mask=_SOCK_TYPE_MASK, absent=True),)),
    ),
    # libzmq sets its threads' scheduling to the current value, and aborts if that is refused.
    "scheduling": (Rule("sched_setscheduler", 0, _only_itself(0)),),
    "sealed": (Rule("socket connect bind listen", errno.EACCES),),
    "processes": (
        Rule("kill tgkill rt_sigqueueinfo rt_tgsigqueueinfo prlimit64", errno.EPERM, _only_itself(0)),
        Rule(
            "sched_setaffinity sched_setscheduler sched_setparam sched_setattr", errno.EPERM, _only_itself(0)
        ),
        Rule("migrate_pages move_pages get_robust_list", errno.EPERM, _only_itself(0)),
        Rule("setpriority", errno.EPERM, (Argument(0, (_PRIO_PROCESS,), absent=True),)),
        Rule("ioprio_set", errno.EPERM, (Argument(0, (_IOPRIO_WHO_PROCESS,), absent=True),)),
        Rule("setpriority ioprio_set", errno.EPERM, _only_itself(1)),
        Rule("tkill pidfd_open pidfd_send_signal pidfd_getfd ptrace process_vm_readv", errno.EPERM),
        Rule("process_vm_writev process_madvise process_mrelease kcmp", errno.EPERM),
        Rule("fcntl", errno.EPERM, (Argument(1, (_F_SETOWN, _F_SETSIG, _F_SETOWN_EX, _F_SETLEASE)),)),
        Rule("prctl", errno.EPERM, (Argument(0, (_PR_SCHED_CORE,)),)),
    ),
    "spawning": (
        Rule("clone", errno.EPERM, (Argument(0, (0,), mask=_CLONE_THREAD),)),
        Rule("clone3", errno.ENOSYS),  # a filter can't see its flags; libraries fall back to clone
        Rule("fork vfork execve execveat", errno.EPERM),
    ),
    # Replaces "spawning" if processes may be started: all stay in one group, which one signal kills.
    "group": (
        Rule("setsid setpgid", 0),
        Rule("clone3", errno.ENOSYS),
    ),
    # Besides "group", in a filter with a listener: the gate decides on each process before it is created.
    "counted": (
        Rule("clone", _ASKED, (Argument(0, (0,), mask=_CLONE_THREAD),)),
        Rule("fork vfork", _ASKED),
    ),
    "leftovers": (
        Rule("shmget shmat shmctl shmdt semget semop semctl semtimedop", errno.EPERM),
        Rule("msgget msgsnd msgrcv msgctl", errno.EPERM),
        Rule("mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr", errno.EPERM),
        Rule("memfd_create memfd_secret", errno.EPERM),
        Rule("prctl", errno.EPERM, (Argument(0, (_PR_SET_PDEATHSIG,)),)),
    ),
    # What one box could leave for another to find: locks, notices, and what is in the page cache.
    "channels": (
        Rule("flock", 0),
        Rule("fcntl", 0, (Argument(1, (_F_SETLK, _F_SETLKW, _F_OFD_SETLK, _F_OFD_SETLKW)),)),
        Rule("fcntl", errno.EINVAL, (Argument(1, (_F_NOTIFY, _F_SET_RW_HINT, _F_SET_FILE_RW_HINT)),)),
        Rule("mincore cachestat preadv2 pwritev2", errno.ENOSYS),
        Rule("fadvise64 readahead", 0),
        Rule("madvise", 0, (Argument(2, (_MADV_WILLNEED, _MADV_MERGEABLE, _MADV_COLD, _MADV_PAGEOUT)),)),
        Rule("madvise", errno.EPERM, (Argument(2, (_MADV_HWPOISON, _MADV_SOFT_OFFLINE)),)),
        Rule("prctl", errno.EPERM, (Argument(0, (_PR_SET_MEMORY_MERGE,)),)),
    ),
    # What all processes of the machine share: its asynchronous requests, and writing back its disks' caches.
    "host": (
        Rule("io_setup io_destroy io_submit io_cancel io_getevents io_pgetevents", errno.ENOSYS),
        Rule("sync syncfs fsync fdatasync sync_file_range msync", 0),
    ),
    "kernel": (
        Rule("mount umount2 pivot_root chroot fsopen fsconfig fsmount fspick move_mount", errno.ENOSYS),
        Rule("open_tree open_tree_attr mount_setattr statmount listmount", errno.ENOSYS),
        Rule("bpf keyctl add_key request_key perf_event_open userfaultfd", errno.ENOSYS),
        Rule("io_uring_setup io_uring_enter io_uring_register", errno.ENOSYS),
        Rule("unshare setns lsm_set_self_attr", errno.ENOSYS),
        Rule("clone", errno.EPERM, (Argument(0, (0,), mask=_CLONE_NEW_NAMESPACES, absent=True),)),
        Rule("create_module init_module finit_module delete_module query_module", errno.ENOSYS),
        Rule("get_kernel_syms kexec_load kexec_file_load reboot swapon swapoff acct", errno.ENOSYS),
        Rule("quotactl quotactl_fd open_by_handle_at name_to_handle_at", errno.ENOSYS),
        Rule("fanotify_init fanotify_mark", errno.ENOSYS),
        Rule("inotify_init inotify_init1 inotify_add_watch inotify_rm_watch", errno.ENOSYS),
        Rule("clock_settime settimeofday adjtimex clock_adjtime sethostname setdomainname", errno.ENOSYS),
        Rule("iopl ioperm modify_ldt syslog vhangup nfsservctl lookup_dcookie", errno.ENOSYS),
        Rule("uselib ustat sysfs _sysctl", errno.ENOSYS),
        Rule("personality", errno.ENOSYS, (Argument(0, (0xFFFFFFFF,), absent=True),)),
        Rule("prctl", errno.EPERM, (Argument(0, (_PR_SET_MM,)),)),
    ),
    "inherited": (Rule("prctl", errno.EPERM, (Argument(0, (_PR_SET_DUMPABLE, _PR_SET_PTRACER)),)),),
    # Memory outside any resident set: pipes, and shared memory of which only a page is still mapped.
    "memory": (
        Rule("fcntl", errno.EPERM, (Argument(1, (_F_SETPIPE_SZ,)),)),
        Rule("vmsplice", errno.EPERM),
        Rule(
            "mmap",
            errno.EPERM,
            (
                Argument(3, (_MAP_ANONYMOUS,), mask=_MAP_ANONYMOUS),
                Argument(3, (_MAP_SHARED, _MAP_SHARED_VALIDATE), mask=_MAP_TYPE),
            ),
        ),
    ),
    # What a quota would notice late or never: space allocated without writing, descriptors that no limit
    # counts, and unreadable folders.
    "disk": (
        Rule("fallocate", errno.EOPNOTSUPP),
        Rule(
            "clone",
            errno.EPERM,
            (
                Argument(0, (_CLONE_THREAD,), mask=_CLONE_THREAD),
                Argument(0, (0,), mask=_CLONE_FILES),
            ),
        ),
        Rule("umask", 0),
        Rule("mkdir", errno.EACCES, (Argument(1, (0o700,), mask=0o700, absent=True),)),
        Rule("mkdirat", errno.EACCES, (Argument(2, (0o700,), mask=0o700, absent=True),)),
    ),
}

_SET_MODE_FILTER, _ALL_THREADS, _NEW_LISTENER = 1, 1, 8
_LOAD, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _AND, _RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
_NUMBER_OFFSET, _ARCHITECTURE_OFFSET, _ARGUMENTS_OFFSET = 0, 4, 16
_KILL_PROCESS, _ERRNO, _ASK, _ALLOW = 0x80000000, 0x00050000, 0x7FC00000, 0x7FFF0000

Instruction = tuple[int, int, int, int]  # code, instructions to skip if true, if false, operand


def program(rows: Iterable[str], *, architecture: str, pid: int) -> bytes:
    """Compile the rules of some rows for one process into instructions of eight bytes.

    Calls of another architecture kill the process. Unknown numbers, including x32's, return ENOSYS.
    """
    return struct.pack("=I", pid).join(_parts(tuple(rows), architecture))


@cache
def _parts(rows: tuple[str, ...], architecture: str) -> list[bytes]:
    """Compile the rules of some rows, and split the program where the process's id belongs."""
    parts = [b""]
    for code, skip, other, operand in _general_program(rows, architecture):
        parts[-1] += struct.pack("=HBB", code, skip, other)
        if operand == _OWN_PID:
            parts.append(b"")
        else:
            parts[-1] += struct.pack("=I", operand)
    return parts


def _general_program(rows: tuple[str, ...], architecture: str) -> list[Instruction]:
    """Compile the rules of some rows, with a placeholder for the process id."""
    numbers = syscalls.NUMBERS[architecture]
    instructions: list[Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE_OFFSET),
        (_JUMP_EQUAL, 1, 0, syscalls.AUDIT_ARCHITECTURES[architecture]),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER_OFFSET),
        (_JUMP_GREATER_EQUAL, 0, 1, syscalls.HIGHEST + 1),
        (_RETURN, 0, 0, _ERRNO | errno.ENOSYS),
    ]
    for row in rows:
        for rule in RULES.get(row, ()):
            calls = [numbers[name] for name in rule.names.split() if name in numbers]
            if calls:
                instructions += _translate(rule, calls)
    return [*instructions, (_RETURN, 0, 0, _ALLOW)]


def _translate(rule: Rule, calls: list[int]) -> list[Instruction]:
    """Compile one rule. The call's number is loaded at its start and, if it does not apply, at its end."""
    body = [(_RETURN, 0, 0, _ASK if rule.error == _ASKED else _ERRNO | rule.error)]
    if rule.when:
        body = [*body, (_LOAD, 0, 0, _NUMBER_OFFSET)]
    for condition in reversed(rule.when):
        body = [*_test(condition, otherwise=len(body) - 1), *body]
    last = len(calls) - 1
    matches = [
        (_JUMP_EQUAL, last - index, len(body) if index == last else 0, call)
        for index, call in enumerate(calls)
    ]
    return [*matches, *body]


def _test(condition: Argument, *, otherwise: int) -> Iterator[Instruction]:
    """Test a condition: continue with the next instruction if true, else skip `otherwise` instructions."""
    yield (_LOAD, 0, 0, _ARGUMENTS_OFFSET + 8 * condition.index)
    if condition.mask != 0xFFFFFFFF:  # noqa: PLR2004 - every bit
        yield (_AND, 0, 0, condition.mask)
    last = len(condition.values) - 1
    for index, value in enumerate(condition.values):
        found, not_found = (otherwise, 0) if condition.absent else (0, otherwise)
        yield (_JUMP_EQUAL, last - index + found, not_found if index == last else 0, value)


def available() -> bool:
    """Return whether this process could install a filter, without installing one."""
    architecture = syscalls.architecture()
    if architecture is None:
        return False
    try:
        syscalls.call("seccomp", _SET_MODE_FILTER, 0, None)
    except OSError as error:
        return error.errno == errno.EFAULT  # it would have accepted a program
    return False


def install(rows: Iterable[str], *, all_threads: bool = False) -> bool:
    """Permanently filter the system calls of the calling thread, or all threads, by the rules of some rows.

    Returns whether the filter is in force: False if the kernel lacks filters or the architecture is unknown.
    """
    try:
        refused = _filter(rows, _ALL_THREADS if all_threads else 0)
    except OSError:
        return False
    return refused == 0  # otherwise, it is the id of a thread with different filters


def listen(rows: Iterable[str]) -> int:
    """Permanently filter the calling thread's system calls; return the listener's descriptor.

    Once it is closed everywhere, those calls fail with ENOSYS.

    Raises:
        OSError: The kernel has no such filters, or the architecture is unknown.
    """
    return _filter(rows, _NEW_LISTENER)


def _filter(rows: Iterable[str], flags: int) -> int:
    architecture = syscalls.architecture()
    if architecture is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), "seccomp")
    packed = program(rows, architecture=architecture, pid=os.getpid())
    code = ctypes.c_char_p(packed)
    header = struct.pack("HP", len(packed) // 8, ctypes.cast(code, ctypes.c_void_p).value)
    syscalls.no_new_privileges()
    return syscalls.call("seccomp", _SET_MODE_FILTER, flags, header)
