"""A notebook's kernel, seen from inside: the one box that may start processes.

It is a real IPython kernel. It talks to the executor by sockets that are files in its scratch folder; once
they are bound, and before a line of the student's is in it, no more sockets can be had.
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

from grader.box import kernel_fixtures, kernel_shell, numpy_compat, seccomp, stubs
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
        job_path: The file that `grader.full_run.job` writes; its folder holds the scratch folder `kernel`.
        kind: What the notebook runs on: `numpy`, `keras2` or `keras3`.
        confined: Whether to confine it; if not, only what costs nothing is given up.
        door: The descriptor of a socket to whoever lets it start processes, if anybody does.
    """
    scratch = Path(job_path).parent / "kernel"
    try:
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
    app = _app(scratch / CONNECTION, job["connection"])
    kernel_shell.configure(app.shell, {"/tmp": str(scratch / TEMPORARY)})  # noqa: S108 - what notebooks call it
    seed(kind)
    if confined and support().seccomp and not seccomp.install(("sealed",), all_threads=True):
        raise RuntimeError("the kernel's sockets could not be sealed")
    return app


def prepare(kind: str) -> None:
    """Import what notebooks need, as boxes for single functions have it, and cut training short."""
    numpy_compat.restore_numpy_names()
    if kind != "numpy":
        importlib.import_module("grader.box.kernel_keras").prepare()
    thread_locks()


def ask_at(door: tuple[int, ...]) -> None:
    """Have each new process allowed by whoever is behind a socket; where no kernel asks, nobody does."""
    for descriptor in door:
        with socket.socket(fileno=descriptor) as theirs, suppress(OSError):
            listener = seccomp.listen(("counted",))
            socket.send_fds(theirs, [b"."], [listener])
            os.close(listener)


def close(scratch: str, *, confined: bool) -> None:
    """Give up what a kernel does not need.

    Raises:
        RuntimeError: Less is in force than this machine offers.
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
        raise RuntimeError(f"the kernel's box is not closed: {', '.join(sorted(lacking))}")


def readable() -> tuple[str, ...]:
    """Return what a kernel and the Pythons that it starts may read."""
    return (*default_readable(), str(Path(sys.prefix) / "pyvenv.cfg"))


def programs() -> tuple[str, ...]:
    """Return the folders of what a notebook's shell lines may run."""
    return (*_PROGRAMS, sysconfig.get_path("scripts"), str(Path(os.path.realpath(sys.executable)).parent))


def settle(scratch: Path) -> None:
    """Make folders for the notebook and its temporary files, and go there."""
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
    """Seed what a notebook may leave unseeded: two runs of it should tell the same."""
    random.seed(SEED)
    np.random.seed(SEED)
    if kind != "numpy":
        importlib.import_module("grader.box.keras").seed(SEED)


class _OutputThread(IOPubThread):
    """Sends what the kernel prints, without the TCP port for what its children print."""

    def _setup_pipe_in(self) -> None:
        """Make no port: nothing can connect to it."""
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
    sys.path.insert(0, "")  # as in every notebook: modules that lie beside it
    return app
