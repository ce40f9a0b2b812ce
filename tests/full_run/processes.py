"""Finding what a run has left running."""

from __future__ import annotations

import psutil


def processes_with(text: str) -> list[str]:
    """Return the command lines of running processes that mention a text."""
    lines = []
    for process in psutil.process_iter():
        try:
            lines.append(" ".join(process.cmdline()))
        except psutil.Error:
            continue
    return [line for line in lines if text in line]
