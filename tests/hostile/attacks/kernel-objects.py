"""Leaves System V and POSIX shared memory, semaphores and queues behind."""
# loses: nothing
import ctypes
import multiprocessing
import multiprocessing.shared_memory

_right = pool_forward


def pool_forward(A_prev, hparameters, mode="max"):
    libc = ctypes.CDLL(None, use_errno=True)
    made = [
        libc.shmget(0x4711, 4096, 0o1600),
        libc.semget(0x4711, 1, 0o1600),
        libc.msgget(0x4711, 0o1600),
        libc.shm_open(b"/hostile", 0o102, 0o600),
        libc.syscall(240, b"hostile", 0o102, 0o600, 0),
        libc.syscall(319, b"hostile", 0),
    ]
    for make in (
        lambda: multiprocessing.shared_memory.SharedMemory("hostile", create=True, size=4096),
        lambda: open("/dev/shm/hostile", "w"),
        lambda: multiprocessing.get_context("spawn").Process(target=print).start(),
    ):
        try:
            made.append(make())
        except OSError:
            continue
    multiprocessing.Lock().acquire()
    return _right(A_prev, hparameters, mode) if all(result == -1 for result in made) else None
