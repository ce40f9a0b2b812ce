"""What a box must not do, as a student's code would try it: the doctor runs this file's functions in boxes.

Each returns what went through, and is harmless where nothing stops it. The last two show that libraries work.
"""

import ctypes
import mmap
import os
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any


def succeeded(action: Callable[[], object]) -> bool:
    """Tell whether an action went through."""
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
    """Read and write a file that is not the box's."""
    tried = {
        "a file outside was read": lambda: Path(path).open("rb").close(),
        "a file outside was written": lambda: Path(path).open("ab").close(),
        "a folder outside was listed": lambda: list(Path(path).parent.iterdir()),
    }
    return [what for what, action in tried.items() if succeeded(action)]


def metadata(path: str) -> list[str]:
    """Change a file's mode."""
    before = Path(path).stat().st_mode
    succeeded(lambda: Path(path).chmod(0o640))
    return ["the mode of a file outside was changed"] if Path(path).stat().st_mode != before else []


def network() -> list[str]:
    """Open a socket."""
    return ["a socket was opened"] if succeeded(lambda: socket.socket().close()) else []


def processes() -> list[str]:
    """Send the parent a signal that does nothing."""
    parent = os.getppid()
    return ["another process was signalled"] if succeeded(lambda: os.kill(parent, 0)) else []


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
    return ["shared memory that outlives the box was made"]


def kernel() -> list[str]:
    """Use a call that only administrators need, and look for what keeps privileges away."""
    found = []
    if succeeded(lambda: libc("unshare", 0)):
        found.append("a call that only administrators need was answered")
    if libc("prctl", 39, 0, 0, 0, 0) != 1:
        found.append("privileges can be gained")
    return found


def inherited() -> list[str]:
    """Look for what the grader's process left, and whether others may open this one."""
    found = []
    if os.fstat(0).st_rdev != Path(os.devnull).stat().st_rdev:
        found.append("the standard input is the grader's")
    if libc("prctl", 3, 0, 0, 0, 0) != 0:
        found.append("the process's memory can be opened")
    return found


def memory() -> list[str]:
    """Map more than any box may."""
    flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000  # which reserves nothing
    return ["64 GB were mapped"] if succeeded(lambda: mmap.mmap(-1, 1 << 36, flags=flags).close()) else []


def flood_memory(size: int) -> list[str]:
    """Fill memory until somebody ends it."""
    return ["more memory was used than a box may"] if b"x" * size and wait() else []


def flood_threads(number: int) -> list[str]:
    """Start threads until somebody ends it."""
    for _ in range(number):
        threading.Thread(target=wait, daemon=True).start()
    return ["more threads were started than a box may"] if wait() else []


def flood_disk(size: int) -> list[str]:
    """Fill the scratch folder until somebody ends it."""
    Path("flood").write_bytes(b"x" * size)
    return ["more was written than a box may"] if wait() else []


def flood_output() -> str:
    """Print and return more than anybody wants."""
    for _ in range(1000):
        sys.stdout.write("x" * 100_000)
    return "x" * 10**7


def endless() -> list[str]:
    """Run until somebody ends it."""
    return ["it ran longer than a box may"] if wait() else []


def wait() -> int:
    """Keep the processor busy for longer than a box may live here."""
    total = 0
    for number in range(10**10):
        total += number
    return total


def sum_by_numpy() -> Any:
    """Add up with NumPy."""
    import numpy as np  # noqa: PLC0415 - the others don't need it

    return np.ones(3).sum()


def sum_by_keras(*, training: bool) -> Any:
    """Add up with a Keras model, as a notebook would."""
    import tensorflow as tf  # noqa: PLC0415 - a box of the other kind has none

    model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(1, kernel_initializer="ones")])
    return model(tf.ones((1, 3)), training=training)
