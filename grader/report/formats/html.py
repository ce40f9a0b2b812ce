"""The report as one self-contained HTML page: the verdict, what to fix first, the notebook with its faults.

The page runs no script and loads nothing. Text from a submission is escaped, and its Markdown sanitised.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from textwrap import dedent
from typing import TYPE_CHECKING

from grader.packs import KINDS
from grader.report.formats import phrases
from grader.report.formats.graphs import graph_drawing
from grader.report.formats.marks import MARKS, STATUSES
from grader.report.formats.notebook_cells import shown_cells
from grader.report.formats.panels import drawn
from grader.report.formats.samples import samples_of
from grader.report.formats.templating import page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grader.extract.submission import Submission
    from grader.report.exhibits import Graded
    from grader.report.formats.graphs import GraphDrawing
    from grader.report.formats.notebook_cells import FaultLines, ShownCell
    from grader.report.formats.panels import Drawing
    from grader.report.formats.samples import Samples
    from grader.report.model import CheckEntry, FaultEntry, FunctionEntry, Report
    from grader.report.pictures import Panel, Picture

_LOCK = threading.Lock()
MAX_FIRST = 5  # entries of the list of what to fix first


@dataclass(frozen=True)
class ShownFault:
    """A fault, with the lines that it is about; `in_feedback` if the feedback contains it already."""

    entry: FaultEntry
    message: str
    location: str
    quoted: str
    anchor: str
    in_feedback: bool


@dataclass(frozen=True)
class ShownCheck:
    """A check that failed: its label, what is wrong, and samples, unless an earlier check says the same.

    The hint is empty where a fault tells the idea that is wrong.
    """

    entry: CheckEntry
    label: str
    message: str
    samples: Samples | None
    hint: str


@dataclass(frozen=True)
class ShownFunction:
    """One function: its result, its faults, and its checks by outcome."""

    entry: FunctionEntry
    anchor: str
    faults: tuple[ShownFault, ...] = ()
    failed: tuple[ShownCheck, ...] = ()
    waiting: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    picture: Picture | None = None
    panels: tuple[tuple[Panel, Drawing], ...] = field(default=())
    graph: GraphDrawing | None = None

    @property
    def feedback(self) -> str:
        """The feedback without the function's name, which is above it."""
        return phrases.unnamed(self.entry.feedback, self.entry.name)

    @property
    def first(self) -> str:
        """What to fix first: the likeliest fault, or else the feedback."""
        return self.faults[0].message if self.faults else self.entry.feedback


@dataclass(frozen=True)
class Block:
    """A cell of the notebook with the functions that are reported beside it."""

    cell: ShownCell
    functions: tuple[ShownFunction, ...]


def render_html(graded: Graded) -> str:
    """Return a graded submission as a page; threads take turns, since their imports would get mixed up."""
    with _LOCK:
        return _rendered(graded)


def _rendered(graded: Graded) -> str:
    report, submission = graded.report, graded.submission
    functions = tuple(_functions(graded))
    blocks = _blocks(submission, functions)
    beside = {function.anchor for block in blocks for function in block.functions}
    return page(
        "report",
        report=report,
        title=graded.title,
        verdict=phrases.verdict(report),
        points=phrases.points_of,
        reasons=phrases.reasons(report),
        adjustments=phrases.adjustments(report),
        functions=functions,
        first=_first(functions),
        untouched=phrases.untouched(report.functions),
        elsewhere=[f for f in functions if f.anchor not in beside and f.entry.status != "passed"],
        blocks=blocks,
        remarks=[note for note in report.diagnostics if note.severity == "warning"],
        cells={block.cell.index for block in blocks if block.cell.index is not None},
        marks=MARKS,
        statuses=STATUSES,
    )


def _functions(graded: Graded) -> Iterator[ShownFunction]:
    lines = _source_lines(graded.submission)
    raised: set[str] = set()
    for number, entry in enumerate(graded.report.functions, 1):
        picture = graded.picture(entry.name)
        begun = entry.status != "missing"  # no check says more of what is blank
        yield ShownFunction(
            entry=entry,
            anchor=f"function-{number}",
            faults=tuple(_fault(f, lines, entry.feedback) for f in entry.faults if not _is_known(f, entry)),
            failed=tuple(_failed(entry, raised)) if begun else (),
            waiting=tuple(_labels(entry, "waiting")) if begun else (),
            passed=tuple(_labels(entry, "passed")),
            picture=picture,
            panels=() if picture is None else drawn(picture),
            graph=_graph(graded, entry.name),
        )


def _graph(graded: Graded, function: str) -> GraphDrawing | None:
    sketch = graded.sketch(function)
    return None if sketch is None else graph_drawing(sketch)


def _first(functions: Sequence[ShownFunction]) -> list[ShownFunction]:
    """Return what to fix first."""
    shown = {id(function.entry): function for function in functions}
    return [shown[id(entry)] for entry in phrases.to_fix([f.entry for f in functions])][:MAX_FIRST]


def _source_lines(submission: Submission | None) -> dict[tuple[int | None, int], str]:
    """Return the lines of a submission's code by cell and number."""
    if submission is None:
        return {}
    return {
        (cell.index, number): line
        for cell in submission.cells
        if cell.is_code
        for number, line in enumerate(cell.source.split("\n"), cell.line)
    }


def _fault(fault: FaultEntry, lines: dict[tuple[int | None, int], str], feedback: str) -> ShownFault:
    numbers = _numbers(fault)
    quoted = [lines[fault.cell, number] for number in numbers if (fault.cell, number) in lines]
    span = f"line {fault.line}" if len(numbers) < 2 else f"lines {fault.line} to {fault.end_line}"  # noqa: PLR2004
    parts = [] if fault.code_cell is None else [f"cell {fault.code_cell}"]
    location = ", ".join([*parts, *([span] if fault.line is not None else [])])
    anchor = f"cell-{fault.cell}-line-{fault.line}" if quoted else ""
    message = phrases.unquoted(fault.message) if quoted else fault.message
    in_feedback = bool(location) and (location in feedback or message in feedback)
    return ShownFault(fault, message, location, dedent("\n".join(quoted)), anchor, in_feedback)


def _numbers(fault: FaultEntry) -> range:
    first = fault.line
    return range(0) if first is None else range(first, max(first, fault.end_line or first) + 1)


def _is_known(fault: FaultEntry, function: FunctionEntry) -> bool:
    """Return whether a fault without a line says no more than the feedback."""
    return fault.line is None and fault.message == function.feedback


def _failed(function: FunctionEntry, raised: set[str]) -> Iterator[ShownCheck]:
    """Yield the failed checks; what an earlier one or the feedback says already is left out.

    Args:
        function: The function.
        raised: The exceptions that earlier functions have shown; those of this one are added.
    """
    shown_before = {phrases.unnamed(function.feedback, function.name)}
    hints = set(phrases.hints(function))
    shown: list[object] = []
    for check in function.checks:
        if check.status == "passed" or check.waiting:
            continue
        samples = samples_of(check) if (check.expected, check.actual) not in shown else None
        shown.append((check.expected, check.actual))
        text = phrases.unnamed(check.message, function.name)
        message = "" if _is_said(text, shown_before) or text in raised else text
        shown_before.add(text)
        raised |= {text} if text.startswith("raised ") else set()
        hint = check.hint if check.hint in hints else None
        hints.discard(hint or "")
        yield ShownCheck(check, label(function, check), message, samples, hint or "")


def _is_said(text: str, before: set[str]) -> bool:
    """Return whether a sentence is known, or a longer one begins with it."""
    return any(each.startswith(text.removesuffix(".")) for each in before)


def _labels(function: FunctionEntry, which: str) -> Iterator[str]:
    for check in function.checks:
        if (which == "waiting") if check.waiting else (which == check.status):
            yield label(function, check)


def label(function: FunctionEntry, check: CheckEntry) -> str:
    """Return the name of a check for a reader."""
    kind = KINDS.get(check.kind)
    what = "" if kind is None else kind.label.partition(":")[0]
    aspect = phrases.aspect(function, check)
    return f"{what} ({aspect})" if what else aspect


def _blocks(submission: Submission | None, functions: Sequence[ShownFunction]) -> tuple[Block, ...]:
    """Return the cells of a submission, with the functions that each defines."""
    if submission is None:
        return ()
    faults: FaultLines = {}
    for function in functions:
        for fault in function.faults:
            faults.setdefault(fault.entry.cell, set()).update(_numbers(fault.entry))
    return tuple(
        Block(cell, tuple(f for f in functions if cell.index is not None and f.entry.cell == cell.index))
        for cell in shown_cells(submission, faults)
    )


def title(report: Report) -> str:
    """Return the title of a report's page."""
    return f"{report.submission.path}: {phrases.verdict(report)}"
