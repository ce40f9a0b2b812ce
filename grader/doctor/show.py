"""Prints the doctor's findings for people: a line for each, and below it the command that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

    from grader.doctor.examination import Findings

_TITLES = {"row": "The sandbox", "runtime": "Runtimes", "resource": "Resources"}


def show(findings: Findings, console: Console) -> None:
    """Print the findings; each command is on its own line, ready to copy."""
    for kind, title in _TITLES.items():
        console.print(Text(title, style="bold"))
        table = Table.grid(padding=(0, 2))
        of_kind = [finding for finding in findings.findings if finding.kind == kind]
        for finding in of_kind:
            mark = Text("✓", style="green") if finding.ok else Text("✗", style="red")
            table.add_row(Text("  ") + mark, Text(finding.what), Text(finding.detail))
        console.print(table)
        for fix in dict.fromkeys(finding.fix for finding in of_kind if finding.fix):
            console.print(Text(f"    $ {fix}"), soft_wrap=True)
        console.print()
    isolation = findings.isolation
    by = f" ({', '.join(isolation.mechanisms)})" if isolation.mechanisms else ""
    console.print(Text(f"Isolation: {isolation.level}{by}. {_verdict(findings)}", style="bold"))


def _verdict(findings: Findings) -> str:
    if findings.ok:
        return "This machine can grade untrusted notebooks."
    if findings.enforced:
        return "It can grade untrusted notebooks, except for those marked ✗."
    return "Don't grade untrusted notebooks before fixing what is marked ✗."
