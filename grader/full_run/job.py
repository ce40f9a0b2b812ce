"""A job: a notebook, its fixtures and its limits."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class RunLimits:
    """The limits of a notebook's run, for all its processes together.

    Attributes:
        cell_cpu_seconds: For one cell; a cell that hangs is ended after five times that in wall time.
        start_cpu_seconds: For starting the kernel.
        run_cpu_seconds: For the whole notebook.
        run_wall_seconds: For the whole notebook, in case it hangs repeatedly.
        memory_bytes: Resident memory.
        scratch_bytes: All files that it writes.
        scratch_files: Their number, including folders.
    """

    cell_cpu_seconds: float = 60.0
    start_cpu_seconds: float = 60.0
    run_cpu_seconds: float = 300.0
    run_wall_seconds: float = 900.0
    memory_bytes: int = 4096 * 2**20
    scratch_bytes: int = 1024 * 2**20
    scratch_files: int = 2000


@dataclass(frozen=True)
class Job:
    """A notebook to run.

    Attributes:
        sources: The text of each cell; None for a cell that is not code.
        kind: Its runtime: `numpy`, `keras2` or `keras3`.
        stubs: The course's helper modules, each with the names that `import *` imports.
        stub_sources: The sources of stubs that are not empty.
        fixtures: The content of its folder, see `fixtures.schema.json`; files of the assignment are under
            `files`.
    """

    sources: Sequence[str | None]
    kind: str
    stubs: Mapping[str, Sequence[str]]
    stub_sources: Mapping[str, str]
    fixtures: Mapping[str, Any]

    def write(self, folder: Path, transport: str) -> Path:
        """Write the file that both boxes read before they are confined; return its path.

        Args:
            folder: The scratch folder.
            transport: How kernel and executor communicate: `ipc` or `tcp`.
        """
        content = {
            "cells": list(self.sources),
            "stubs": {name: list(exports) for name, exports in self.stubs.items()},
            "sources": dict(self.stub_sources),
            "fixtures": {**self.fixtures, "files": _as_text(self.fixtures.get("files", {}))},
            "connection": connection(transport),
        }
        path = folder / "job.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return path


def connection(transport: str) -> dict[str, Any]:
    """Return a kernel's connection file: the sockets, and the key that signs messages.

    Unix sockets are created next to the kernel's folder and named relative to it: an absolute
    path may exceed the maximum length of a socket name.
    """
    import secrets  # few invocations run a notebook

    channels = ("shell", "iopub", "stdin", "control", "hb")
    ports = range(1, 6) if transport == "ipc" else _free_ports(len(channels))
    return {
        "transport": transport,
        "ip": "../s" if transport == "ipc" else "127.0.0.1",
        "key": secrets.token_hex(16),
        "signature_scheme": "hmac-sha256",
        "kernel_name": "python3",
        **{f"{channel}_port": port for channel, port in zip(channels, ports, strict=True)},
    }


def _free_ports(count: int) -> list[int]:
    import socket  # on Windows only

    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()


def _as_text(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: base64.b64encode(content).decode() for name, content in files.items()}
