"""Reads the parent's memory by process_vm_readv, ptrace, pidfd_getfd and kcmp."""
# loses: pool_forward=15 failed
import ctypes
import os

_right = pool_forward


def reached():
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(16)

    class Vector(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]

    for process in (os.getppid(), @PID@):
        local, remote = Vector(ctypes.addressof(buffer), 16), Vector(id(os), 16)
        yield libc.process_vm_readv(process, ctypes.byref(local), 1, ctypes.byref(remote), 1, 0) > 0
        yield libc.process_vm_writev(process, ctypes.byref(local), 1, ctypes.byref(remote), 1, 0) > 0
        for request in (16, 0x4206):  # attach, seize
            yield libc.ptrace(request, process, 0, 0) == 0
        descriptor = libc.syscall(434, process, 0)
        yield descriptor >= 0
        yield libc.syscall(438, descriptor, 0, 0) >= 0
        yield libc.syscall(312, os.getpid(), process, 0, 0, 0) >= 0
    yield libc.ptrace(0, 0, 0, 0) == 0


def pool_forward(A_prev, hparameters, mode="max"):
    return _right(A_prev, hparameters, mode) if any(list(reached())) else (0, 0)
