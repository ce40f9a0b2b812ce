"""Faults: where a function is wrong, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.extract import Statement


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault of a function.

    Attributes:
        kind: `misconception`, `edit`, `layer`, `output`, `trace`, `exception` or `unfinished`.
        message: The idea that is wrong, in a sentence, without the location.
        cell: The notebook's cell; None in a script, or if the line is unknown.
        line: The first line in that cell (in the file, for a script); None if unknown.
        end_line: The last line.
        quote: The student's line, shortened; empty if unknown.
        certain: False if this is one of several possible explanations.
        edit: For instructors: a unified diff that fixes the function.
        idea: If the message is the sentence of one idea alone: its key in `wording.IDEAS`.
        adds: If the message begins with the sentence of a difference: what follows it; else None.
    """

    kind: str
    message: str
    cell: int | None = None
    line: int | None = None
    end_line: int | None = None
    quote: str = ""
    certain: bool = True
    edit: str | None = None
    idea: str = ""
    adds: str | None = None

    @property
    def text(self) -> str:
        """The line quoted, then the idea."""
        return f"`{self.quote}`: {self.message}" if self.quote else self.message


def fault_at(
    statement: Statement,
    line: int,
    *,
    kind: str,
    message: str,
    end_line: int | None = None,
    certain: bool = True,
    edit: str | None = None,
    idea: str = "",
    adds: str | None = None,
) -> Fault:
    """Return a fault at a line of a statement; `line` is the one that a reader sees."""
    return Fault(
        kind=kind,
        message=message,
        cell=statement.cell,
        line=line,
        end_line=end_line or line,
        quote=statement.text_of(line),
        certain=certain,
        edit=edit,
        idea=idea,
        adds=adds,
    )


def location_of(fault: Fault) -> str:
    """Return where a fault is, for people."""
    last = "" if fault.end_line in {None, fault.line} else f" to {fault.end_line}"
    lines = f"line{'s' if last else ''} {fault.line}{last}"
    return lines if fault.cell is None else f"cell {fault.cell}, {lines}"
