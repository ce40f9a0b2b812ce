"""Jobs: what both boxes read before they are closed."""

from __future__ import annotations

import base64
import json
import socket
from typing import TYPE_CHECKING

import pytest

from grader.full_run.job import Job, connection

if TYPE_CHECKING:
    from pathlib import Path


def test_a_job_is_plain_json(tmp_path: Path) -> None:
    """Files of the scene are in it as text."""
    job = Job(["a", None], "numpy", {"m": ("x",)}, {"m": "x = 1"}, {"files": {"f.bin": b"\x00\xff"}})
    content = json.loads(job.write(tmp_path, "ipc").read_text())
    assert content["cells"] == ["a", None]
    assert content["stubs"] == {"m": ["x"]}
    assert base64.b64decode(content["fixtures"]["files"]["f.bin"]) == b"\x00\xff"


def test_sockets_are_files_beside_the_kernels_folder() -> None:
    """No port of the machine is taken, and a long path is no hindrance."""
    found = connection("ipc")
    assert found["ip"] == "../s"
    assert len({found[f"{channel}_port"] for channel in ("shell", "iopub", "stdin", "control", "hb")}) == 5


def test_ports_are_free_ones_where_there_are_no_such_sockets() -> None:
    """On Windows; each can be bound."""
    with socket.create_server(("127.0.0.1", connection("tcp")["shell_port"])):
        pass


@pytest.mark.parametrize("transport", ["ipc", "tcp"])
def test_each_run_has_a_key_of_its_own(transport: str) -> None:
    """No other run's kernel is listened to."""
    assert connection(transport)["key"] != connection(transport)["key"]
