"""Actions that a box must block, as a student's code would try them: the doctor runs them in boxes.

Each returns what succeeded, and is harmless if nothing blocks it. The last two show that libraries work.
"""

import ctypes
import fcntl
import mmap
import os
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any


def succeeded(action: Callable[[], object]) -> bool:
    """Return whether an action succeeded."""
    try:
        action()
    except OSError:
        return False
    return True


def libc(name: str, *arguments: Any) -> int:
    """Call the C library."""
    result = int(getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), name)
    return result


def files(path: str) -> list[str]:
    """Read and write a file outside the box."""
    tried = {
        "a file outside the sandbox was read": lambda: Path(path).open("rb").close(),
        "a file outside the sandbox was written": lambda: Path(path).open("ab").close(),
        "a folder outside the sandbox was listed": lambda: list(Path(path).parent.iterdir()),
    }
    return [what for what, action in tried.items() if succeeded(action)]


def metadata(path: str) -> list[str]:
    """Change a file's mode."""
    before = Path(path).stat().st_mode
    succeeded(lambda: Path(path).chmod(0o640))
    changed = Path(path).stat().st_mode != before
    return ["the mode of a file outside the sandbox was changed"] if changed else []


def network() -> list[str]:
    """Open a socket."""
    return ["a socket was opened"] if succeeded(lambda: socket.socket().close()) else []


def processes() -> list[str]:
    """Send the parent a signal without effect."""
    parent = os.getppid()
    return ["a signal was sent to another process"] if succeeded(lambda: os.kill(parent, 0)) else []


def spawning() -> list[str]:
    """Start a process."""
    try:
        child = os.fork()
    except OSError:
        return []
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return ["a process was started"]


def leftovers() -> list[str]:
    """Make shared memory, and remove it."""
    try:
        made = libc("shmget", 0, 1, 0o600)
    except OSError:
        return []
    libc("shmctl", made, 0, None)
    return ["shared memory that outlives the sandbox was created"]


def channels() -> list[str]:
    """Leave something for another process to find."""
    tried = {
        "a file was locked for others": lock_twice,
        "changes in a folder were watched": lambda: fcntl.fcntl(
            os.open(Path(os.__file__).parent, os.O_RDONLY), fcntl.F_NOTIFY, fcntl.DN_DELETE
        ),
        "what is in the page cache was found out": ask_page_cache,
    }
    return [what for what, action in tried.items() if succeeded(action)]


def lock_twice() -> None:
    """Raise an error unless a lock keeps out another one."""
    Path("locked").write_bytes(b"")  # `touch` would create nothing in a box
    first, second = (os.open("locked", os.O_RDWR) for _ in range(2))
    fcntl.flock(first, fcntl.LOCK_EX)
    if succeeded(lambda: fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)):
        raise BlockingIOError


def ask_page_cache() -> None:
    """Ask whether a page is in memory."""
    page = mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    libc("mincore", ctypes.c_void_p(address), ctypes.c_size_t(mmap.PAGESIZE), ctypes.create_string_buffer(1))


def host() -> list[str]:
    """Set up asynchronous requests, of which the whole machine has a limited number, and end them."""
    setup, destroy = (206, 207) if os.uname().machine == "x86_64" else (0, 1)
    context = ctypes.c_ulong(0)
    try:
        libc("syscall", ctypes.c_long(setup), ctypes.c_long(1), ctypes.byref(context))
    except OSError:
        return []
    libc("syscall", ctypes.c_long(destroy), context)
    return ["asynchronous requests were set up"]


def kernel() -> list[str]:
    """Use a privileged system call, and check that privileges can't be gained."""
    found = []
    if succeeded(lambda: libc("unshare", 0)):
        found.append("a privileged system call succeeded")
    if libc("prctl", 39, 0, 0, 0, 0) != 1:
        found.append("privileges can be gained")
    return found


def inherited() -> list[str]:
    """Look for leftovers of the grader's process, and whether other processes may open this one."""
    found = []
    if os.fstat(0).st_rdev != Path(os.devnull).stat().st_rdev:
        found.append("the standard input is the grader's")
    if libc("prctl", 3, 0, 0, 0, 0) != 0:
        found.append("the process's memory can be opened")
    return found


def memory() -> list[str]:
    """Map more memory than any box may."""
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000  # reserves nothing
    return ["64 GB were mapped"] if succeeded(lambda: mmap.mmap(-1, 1 << 36, flags=flags).close()) else []


def flood_memory(size: int) -> list[str]:
    """Fill memory until the box is killed."""
    return ["more memory was used than a sandbox allows"] if b"x" * size and wait() else []


def flood_threads(number: int) -> list[str]:
    """Start threads until the box is killed."""
    for _ in range(number):
        threading.Thread(target=wait, daemon=True).start()
    return ["more threads were started than a sandbox allows"] if wait() else []


def flood_disk(size: int) -> list[str]:
    """Fill the scratch folder until the box is killed."""
    Path("flood").write_bytes(b"x" * size)
    return ["more was written than a sandbox allows"] if wait() else []


def flood_output() -> str:
    """Print and return too much."""
    for _ in range(1000):
        sys.stdout.write("x" * 100_000)
    return "x" * 10**7


def endless() -> list[str]:
    """Run until the box is killed."""
    return ["it ran longer than a sandbox allows"] if wait() else []


def wait() -> int:
    """Keep the processor busy for longer than the box's time limit here."""
    total = 0
    for number in range(10**10):
        total += number
    return total


def sum_by_numpy() -> Any:
    """Compute a sum with NumPy."""
    import numpy as np

    return np.ones(3).sum()


def sum_by_keras(*, training: bool) -> Any:
    """Compute a sum with a Keras model, as a notebook would."""
    import tensorflow as tf  # a box of the other kind has none

    model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(1, kernel_initializer="ones")])
    return model(tf.ones((1, 3)), training=training)
