"""The box of a notebook's kernel: the only box that may start processes.

It is a real IPython kernel. It communicates with the executor through Unix sockets in its scratch folder;
once they are bound, and before any student code runs, it can open no more sockets.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import socket
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from ipykernel import kernelapp
from ipykernel.iostream import IOPubThread

from grader.box import kernel_fixtures, kernel_shell, numpy_compat, seccomp, stubs, syscalls
from grader.box.confine import (
    KERNEL_ROWS,
    Confinement,
    confine,
    default_readable,
    support,
    thread_locks,
)

ADDRESS_SPACE_BYTES = 8 * 2**30
FILE_BYTES = 128 * 2**20
OPEN_FILES = 128
SEED = 0
WORK, TEMPORARY, CONNECTION = "work", "tmp", "connection.json"
FAILURE = "failure.txt"  # why it did not start
_PROGRAMS = ("/bin", "/usr/bin", "/lib", "/lib64", "/usr/lib", "/usr/lib64")


def main(job_path: str, kind: str, *, confined: bool, door: tuple[int, ...] = ()) -> None:
    """Run a kernel until it is killed.

    Args:
        job_path: The file that `grader.full_run.job` writes; its folder contains the scratch folder `kernel`.
        kind: The notebook's runtime: `numpy`, `keras2` or `keras3`.
        confined: Whether to confine it; if not, only harmless restrictions apply.
        door: The descriptor of a socket to the gate that decides on new processes, if there is one.
    """
    scratch = Path(job_path).parent / "kernel"
    try:
        if sys.platform == "linux":
            syscalls.die_with_parent()
        job = json.loads(Path(job_path).read_text(encoding="utf-8"))
        prepare(kind)
        ask_at(door)
        app = _ready(job, scratch, kind, confined=confined)
    except BaseException as error:
        (scratch / FAILURE).write_text(f"{type(error).__name__}: {error}", encoding="utf-8")
        raise
    app.start()


def _ready(job: dict[str, Any], scratch: Path, kind: str, *, confined: bool) -> Any:
    close(str(scratch), confined=confined)
    settle(scratch)
    kernel_fixtures.make(job["fixtures"], keras=kind != "numpy")
    provided = {Path(name).stem for name in job["fixtures"]["files"]}
    modules = {name: exports for name, exports in job["stubs"].items() if name not in provided}
    stubs.install(modules, job["sources"])
    without_check()
    app = _app(scratch / CONNECTION, job["connection"])
    kernel_shell.configure(app.shell, {"/tmp": str(scratch / TEMPORARY)})  # noqa: S108 - what notebooks call it
    seed(kind)
    if confined and support().seccomp and not seccomp.install(("sealed",), all_threads=True):
        raise RuntimeError("the kernel's sockets could not be sealed")
    return app


def prepare(kind: str) -> None:
    """Import what notebooks need, as in boxes for single functions, and cut training short."""
    numpy_compat.restore_numpy_names()
    if kind != "numpy":
        importlib.import_module("grader.box.kernel_keras").prepare()
    thread_locks()


def without_check() -> None:
    """Let `from grader import check` give one that does nothing: the assignments are not in this box."""
    package: Any = importlib.import_module("grader")
    package.check = stubs.Inert()


def ask_at(door: tuple[int, ...]) -> None:
    """Make each new process ask the gate behind a socket, if the kernel supports that."""
    for descriptor in door:
        with socket.socket(fileno=descriptor) as theirs, suppress(OSError):
            listener = seccomp.listen(("counted",))
            socket.send_fds(theirs, [b"."], [listener])
            os.close(listener)


def close(scratch: str, *, confined: bool) -> None:
    """Give up the rights that a kernel does not need.

    Raises:
        RuntimeError: Fewer rows are in force than this machine offers.
    """
    rows = KERNEL_ROWS if confined else ("inherited", "memory", "disk")
    in_force = confine(
        Confinement(
            readable=readable(),
            runnable=programs(),
            scratch=scratch,
            keep=(),
            address_space_bytes=ADDRESS_SPACE_BYTES,
            file_bytes=FILE_BYTES,
            open_files=OPEN_FILES,
            rows=rows,
        )
    )
    lacking = set(support().in_force(rows)) - set(in_force)
    if lacking:
        raise RuntimeError(f"the kernel's box is not confined: {', '.join(sorted(lacking))}")


def readable() -> tuple[str, ...]:
    """Return what a kernel and its Python subprocesses may read."""
    return (*default_readable(), str(Path(sys.prefix) / "pyvenv.cfg"))


def programs() -> tuple[str, ...]:
    """Return the folders of programs that a notebook's shell lines may run."""
    return (*_PROGRAMS, sysconfig.get_path("scripts"), str(Path(os.path.realpath(sys.executable)).parent))


def settle(scratch: Path) -> None:
    """Create folders for the notebook and its temporary files, and change to the former."""
    for name in (WORK, TEMPORARY):
        (scratch / name).mkdir()
    os.chdir(scratch / WORK)
    os.environ.update(
        HOME=str(scratch / WORK),
        PATH=os.pathsep.join((sysconfig.get_path("scripts"), os.environ.get("PATH", os.defpath))),
        TMPDIR=str(scratch / TEMPORARY),
        IPYTHONDIR=str(scratch / "ipython"),
        MPLBACKEND="module://matplotlib_inline.backend_inline",
    )


def seed(kind: str) -> None:
    """Seed the random generators, so that two runs of a notebook without seeds agree."""
    random.seed(SEED)
    np.random.seed(SEED)
    if kind != "numpy":
        importlib.import_module("grader.box.keras").seed(SEED)


class _OutputThread(IOPubThread):
    """Sends the kernel's output, without the TCP port for the output of its children."""

    def _setup_pipe_in(self) -> None:
        """Open no port: nothing could connect to it."""
        self._pipe_flag = False


def _app(file: Path, connection: dict[str, Any]) -> Any:
    file.write_text(json.dumps(connection), encoding="utf-8")
    module: Any = kernelapp
    module.IOPubThread = _OutputThread
    make: Any = kernelapp.IPKernelApp.instance
    app = make(
        connection_file=str(file),
        outstream_class="grader.box.kernel_shell.CappedStream",
    )
    app.config.HistoryManager.enabled = False
    app.initialize([])
    sys.path.insert(0, "")  # as in every notebook: modules next to it
    return app
