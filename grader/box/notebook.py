"""Executes a notebook with nbconvert, in its own box, which runs no student code.

It reads messages of a hostile kernel, so its rights are few: it starts no process, writes nothing, and has no
sockets except those to the kernel. Results leave through a pipe, one line of JSON at a time:
`{"begin": cell}`, then `{"end": cell, "count": …, "outputs": […], "error": …}`, and `{"done": true}`.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import zmq
import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from nbconvert.preprocessors import ExecutePreprocessor

from grader.box import seccomp, syscalls
from grader.box.confine import EXECUTOR_ROWS, Confinement, confine, default_readable, support
from grader.support.text import COLOUR, MAX_NAME_CHARACTERS, shortened

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_MESSAGE_BYTES = 32 * 2**20
MAX_OUTPUT_BYTES = 16 * 2**20  # of all cells together
MAX_OUTPUTS = 1000  # of one cell
READY_SECONDS = 600  # the supervisor is stricter
ADDRESS_SPACE_BYTES = 2 * 2**30


def main(job_path: str, *, confined: bool) -> None:
    """Run a notebook; results go to standard output, and one tick per cell to standard error."""
    results, ticks = os.dup(1), os.dup(2)
    try:
        if sys.platform == "linux":
            syscalls.die_with_parent()
        _serve(job_path, results, ticks, confined=confined)
    except BaseException as error:
        _write(ticks, f"{type(error).__name__}: {error}".encode())
        os._exit(1)
    os._exit(0)


def _serve(job_path: str, results: int, ticks: int, *, confined: bool) -> None:
    folder = Path(job_path).parent
    job = json.loads(Path(job_path).read_text(encoding="utf-8"))

    def tell(message: dict[str, Any]) -> None:
        _write(results, json.dumps(message, separators=(",", ":")).encode() + b"\n")
        if "begin" in message:
            _write(ticks, b".")

    rows = EXECUTOR_ROWS if confined else ("inherited",)
    in_force = confine(
        Confinement(
            readable=default_readable(),
            scratch=str(folder / "executor"),
            keep=(results, ticks),
            address_space_bytes=ADDRESS_SPACE_BYTES,
            file_bytes=0,
            rows=rows,
        )
    )
    lacking = set(support().in_force(rows)) - set(in_force)
    if lacking:
        raise RuntimeError(f"the executor's box is not confined: {', '.join(sorted(lacking))}")
    asyncio.run(_run(job["cells"], job["connection"], tell, confined=confined))


async def _run(
    sources: list[str | None],
    connection: dict[str, Any],
    tell: Callable[[dict[str, Any]], None],
    *,
    confined: bool,
) -> None:
    client = Client()
    given: Any = {**connection, "key": connection["key"].encode()}
    if connection["transport"] == "ipc":  # named relative to the kernel's folder
        given["ip"] = "../kernel/s"
    client.load_connection_info(given)
    client.context.setsockopt(zmq.MAXMSGSIZE, MAX_MESSAGE_BYTES)
    client.start_channels(stdin=False, hb=False)  # `input` is not supported
    await client.wait_for_ready(timeout=READY_SECONDS)
    if confined and support().seccomp and not seccomp.install(("sealed",), all_threads=True):
        raise RuntimeError("the executor's sockets could not be sealed")
    await Executor(sources, client, tell).async_execute()
    tell({"done": True})


class Client(AsyncKernelClient):
    """A kernel client that leaves it to the supervisor to check whether the kernel is alive."""

    async def is_alive(self) -> bool:
        """Return True: the supervisor watches the kernel."""
        return True

    _async_is_alive = is_alive


class Executor(ExecutePreprocessor):
    """Runs every cell, including those after a failing one, and reports each when it has ended."""

    def __init__(
        self, sources: list[str | None], client: AsyncKernelClient, tell: Callable[[dict[str, Any]], None]
    ) -> None:
        make: Any = nbformat.v4
        cells = [
            make.new_markdown_cell() if source is None else make.new_code_cell(source) for source in sources
        ]
        super().__init__(  # type: ignore[no-untyped-call]
            timeout=None, allow_errors=True, coalesce_streams=True, on_cell_error=self._note_error
        )
        self.nb = make.new_notebook(cells=cells)
        manager: Any = _RunningKernel()
        self.km, self.kc, self.owns_km = manager, client, False
        self._tell = tell
        self._error: dict[str, Any] | None = None
        self._bytes = 0

    async def async_execute_cell(self, cell: Any, cell_index: int, *args: Any, **kwargs: Any) -> Any:
        """Run a cell and report its start and its end."""
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        self._error = None
        self._tell({"begin": cell_index})
        cell = await super().async_execute_cell(cell, cell_index, *args, **kwargs)
        self._tell(
            {
                "end": cell_index,
                "count": cell.execution_count,
                "outputs": cell.outputs,
                "error": self._error,
            }
        )
        return cell

    def output(self, outs: list[Any], msg: dict[str, Any], display_id: Any, cell_index: int) -> Any:
        """Add an output to a cell, as long as there is room."""
        self._bytes += len(json.dumps(msg["content"]))
        if self._bytes > MAX_OUTPUT_BYTES or len(outs) >= MAX_OUTPUTS:
            return None
        return super().output(outs, msg, display_id, cell_index)

    def handle_comm_msg(self, outs: list[Any], msg: dict[str, Any], cell_index: int) -> None:
        """Ignore messages of widgets: no one can use them."""

    def _note_error(self, cell: Any, cell_index: int, execute_reply: dict[str, Any]) -> None:  # noqa: ARG002
        content = execute_reply["content"]
        self._error = {
            "name": str(content.get("ename"))[:MAX_NAME_CHARACTERS],
            "message": shortened(str(content.get("evalue"))),
            "line": line_of(content.get("traceback"), cell.get("execution_count")),
        }


def line_of(traceback: Any, count: Any) -> int | None:
    """Return the line of a cell in an IPython traceback, or None if there is none.

    Args:
        traceback: Its lines, coloured as for a terminal.
        count: The execution count of the cell.
    """
    text = COLOUR.sub("", "\n".join(map(str, traceback or ()))[-100_000:])
    lines = re.findall(rf"^(?:Cell )?In ?\[{int(count or 0)}\], line (\d{{1,6}})", text, re.MULTILINE)
    return int(lines[-1]) if lines else None


class _RunningKernel:
    """Replaces a kernel manager: the kernel exists and is managed elsewhere."""

    has_kernel = True


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
