"""Changes to a kernel's shell: its output is limited, and its /tmp is private."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from ipykernel.iostream import OutStream

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PRINTED_CHARACTERS = 200_000  # of one cell
NOTHING_FETCHED = 4  # the exit status of wget without a network
_FETCHERS = ("wget", "curl")  # they would leave an empty file in place of a fixture
CUT = "\n(the rest of the output is omitted)\n"


class CappedStream(OutStream):
    """Standard output or error of a kernel, truncated to a readable length."""

    printed = 0

    def write(self, string: str) -> int:
        """Write as much of a text as still fits."""
        if not isinstance(string, str):
            raise TypeError(f"write() argument must be str, not {type(string).__name__}")
        left = MAX_PRINTED_CHARACTERS - self.printed
        self.printed += len(string)
        if left >= len(string):
            super().write(string)
        elif left > 0:
            super().write(string[:left] + CUT)
        return len(string)


def configure(shell: Any, folders: Mapping[str, str]) -> None:
    """Configure a kernel's shell for an unattended run.

    Args:
        shell: The kernel's `InteractiveShell`.
        folders: Folders of this machine, each with the one that replaces it for the notebook.
    """
    shell.events.register("pre_run_cell", _begin_to_count)
    shell.ast_transformers.append(FolderRewriter(folders))
    moved = _mover(folders)

    def system(command: str) -> None:
        line = moved(shell.var_expand(command, depth=1))
        shell.user_ns["_exit_code"] = NOTHING_FETCHED if _fetches(line) else run_in_shell(line)

    shell.system = shell.system_piped = system


def _fetches(line: str) -> bool:
    """Tell of a shell line that would download something over what is there, and say so."""
    fetches = line.split()[:1] in [[name] for name in _FETCHERS]
    if fetches:
        sys.stdout.write("There is no network here: nothing is downloaded.\n")
    return fetches


def run_in_shell(command: str) -> int:
    """Run a shell line and print its output; it has no terminal for input."""
    with subprocess.Popen(  # noqa: S602 - a shell line is just that
        command,
        shell=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
    return process.returncode


class FolderRewriter(ast.NodeTransformer):
    """Replaces folders at the start of a cell's string literals, which gives it a private /tmp."""

    def __init__(self, folders: Mapping[str, str]) -> None:
        self._moved = _mover(folders)

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        """Change a string that starts with one of the folders."""
        if isinstance(node.value, str) and node.value.startswith("/"):
            return ast.copy_location(ast.Constant(self._moved(node.value)), node)
        return node


def _mover(folders: Mapping[str, str]) -> Any:
    names = "|".join(re.escape(name) for name in folders)
    pattern = re.compile(rf"(?<![\w./-])({names})(?![\w.-])")
    return lambda text: pattern.sub(lambda match: folders[match[1]], text)


def _begin_to_count(_info: Any) -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, CappedStream):
            stream.printed = 0
