"""A job: a notebook, what it finds around it, and what it may use."""

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
    """What the run of a notebook may use, all its processes together.

    Attributes:
        cell_cpu_seconds: For one cell; five times that in wall time ends one that hangs.
        start_cpu_seconds: For getting the kernel ready.
        run_cpu_seconds: For the whole notebook.
        run_wall_seconds: For the whole notebook, against what hangs again and again.
        memory_bytes: Resident memory.
        scratch_bytes: All files that it writes.
        scratch_files: Their number, folders included.
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
    """What is to be run.

    Attributes:
        sources: The text of each cell; None for one that is no code.
        kind: What it runs on: `numpy`, `keras2` or `keras3`.
        stubs: The course's helper modules, each with the names that `import *` takes from it.
        stub_sources: The sources of those that have to do something.
        fixtures: What it finds in its folder, as `fixtures.schema.json` says; files of the assignment's under
            `files`.
    """

    sources: Sequence[str | None]
    kind: str
    stubs: Mapping[str, Sequence[str]]
    stub_sources: Mapping[str, str]
    fixtures: Mapping[str, Any]

    def write(self, folder: Path, transport: str) -> Path:
        """Write what both boxes read before they are closed; return the file.

        Args:
            folder: The scratch folder.
            transport: How kernel and executor talk: `ipc` or `tcp`.
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
    """Return a kernel's connection file: which sockets, and the key that signs messages.

    Sockets that are files lie beside the folder that the kernel runs in, and are named from there: a whole
    path may be longer than such a name can be.
    """
    import secrets  # noqa: PLC0415 - few invocations run a notebook

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
    import socket  # noqa: PLC0415 - on Windows only

    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()


def _as_text(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: base64.b64encode(content).decode() for name, content in files.items()}
