"""Reads other processes' and its own memory, command lines, environments and descriptors through /proc."""
# loses: pool_forward=15 failed
import os

_right = pool_forward


def readable():
    processes = [str(number) for number in (os.getppid(), @PID@, 1, os.getpid())] + ["self", "thread-self"]
    for process in processes:
        for name in ("mem", "maps", "environ", "fd", "status", "stat", "root", "exe", "auxv", "smaps"):
            path = f"/proc/{process}/{name}"
            for action in (os.listdir, lambda p: open(p, "rb").read(1) and None):
                try:
                    action(path)
                except OSError:
                    continue
                yield path
    for path in ("/proc", "/proc/self/fd", "/proc/self/task", "/proc/net/tcp", "/proc/keys"):
        try:
            if os.listdir(path):
                yield path
        except OSError:
            continue
    for process in processes[:3]:
        for name in ("cmdline", "environ", "comm", "mountinfo"):
            try:
                if open(f"/proc/{process}/{name}").read():
                    yield process
            except OSError:
                continue


def pool_forward(A_prev, hparameters, mode="max"):
    return _right(A_prev, hparameters, mode) if list(readable()) else (0, 0)
