"""The report as Markdown, for a job summary or a comment: what is wrong, and where.

Text from a student's code is escaped: no markup, HTML, links or mentions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grader.report.formats import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grader.report.line import Line
    from grader.report.model import FunctionEntry, Report

_MARKS = {"passed": "✅", "failed": "❌", "error": "❌", "timeout": "❌", "missing": "⚪", "skipped": "❔"}
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$#]")
# Text that GitHub and GitLab turn into links without markup: mentions, issues, addresses.
_LINKED = re.compile(r"(?<=[@#])|(?<=www)(?=\.)|(?<=:)(?=//)", re.IGNORECASE)
_NOTHING = "\N{ZERO WIDTH SPACE}"
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)  # control characters, also of text direction


def render_markdown(report: Report) -> str:
    """Return a report as Markdown with GitHub's tables."""
    return "\n\n".join(_blocks(report)) + "\n"


def overview_head() -> str:
    """Return the header of a table with a row for each submission."""
    return _table("", "submission", "points", "remarks", columns=":-: | :-- | --: | :--")


def overview_row(line: Line) -> str:
    """Return one submission's row of that table, with its newline."""
    mark = "❔" if line.passed is None else _MARKS["passed" if line.passed else "failed"]
    return _row(mark, line.path, phrases.points(line.score, line.max_score), line.note)


def escaped(text: str) -> str:
    """Return a text as one line of Markdown that shows it literally, also in a table cell.

    It must not begin a line, where `1.` and `-` start a list.
    """
    line = " ".join(_UNSEEN.sub(" ", text.encode("utf-8", "replace").decode()).split())
    return _LINKED.sub(_NOTHING, _MARKUP.sub(r"\\\g<0>", line))


def with_code(text: str) -> str:
    """Return a text as one line of Markdown, with what is in backticks as code.

    Code spans end at their backticks only, and a table is not where these sentences are.
    """
    parts = escaped(text).split("\\`")
    if len(parts) % 2 == 0:
        return escaped(text)
    raw = " ".join(_UNSEEN.sub(" ", text.encode("utf-8", "replace").decode()).split()).split("`")
    return "".join(f"`{raw[n]}`" if n % 2 and raw[n].strip() else parts[n] for n in range(len(parts)))


def _blocks(report: Report) -> Iterator[str]:
    """Yield a report from top to bottom."""
    yield f"## {escaped(report.submission.path)}: {phrases.verdict(report)}"
    if report.assignment is not None:
        edition = escaped(f"{report.assignment.title}; edition {report.assignment.generation}")
        yield f"Graded as {edition} (pass mark {report.pass_mark:g} %)."
    if report.score is None:
        yield f"No verdict. {escaped(phrases.reasons(report))}"
    if report.functions:
        yield _functions(report.functions)
    if sentence := phrases.untouched(report.functions):
        yield escaped(sentence)
    for function in report.functions if not sentence else ():
        yield from _details(function)
    if report.adjustments:
        yield "\n".join(f"- Adjustment: {escaped(text)}" for text in phrases.adjustments(report))
    notes = [note for note in report.diagnostics if note.severity == "warning"]
    if notes:
        yield "\n".join(f"- Remark{_location(note.code_cell)}: {escaped(note.message)}" for note in notes)


def _functions(functions: Iterable[FunctionEntry]) -> str:
    head = _table("", "function", "points", "status", "cell", columns=":-: | :-- | --: | :-- | --:")
    rows = (
        _row(
            _MARKS[function.status],
            function.name,
            phrases.points_of(function),
            function.status,
            "" if function.code_cell is None else str(function.code_cell),
        )
        for function in functions
    )
    return "".join([head, *rows]).rstrip()


def _details(function: FunctionEntry) -> Iterator[str]:
    """Yield what is wrong with one function, if anything: a sentence, examples, and the failed checks."""
    if not phrases.is_worth_telling(function):
        return
    yield f"**{escaped(function.name)}**{_location(function.code_cell)}: {with_code(function.feedback)}"
    where = [f"- Where: {with_code(text)}" for text in phrases.faults(function)]
    if steps := [*where, *(f"- Hint: {with_code(hint)}" for hint in phrases.hints(function)[:1])]:
        yield "\n".join(steps)
    for edit in phrases.edits(function):
        yield "An edit that repairs it (instructors only):\n\n" + "\n".join(_indented(edit))
    samples = phrases.first_samples_around_faults(function)
    if samples:
        head = _table("", "yours", "expected", columns=":-- | :-- | :--")
        yield "".join([head, *(_row(*sample) for sample in samples)]).rstrip()
    if lost := phrases.lost(function):
        yield f"Failed checks: {escaped(lost)}"
    if waiting := phrases.waiting(function):
        yield f"No credit until another check passes: {escaped(waiting)}"


def _indented(edit: str) -> Iterator[str]:
    """Yield the lines of a block of code, which nothing in it can end."""
    for line in edit.encode("utf-8", "replace").decode().splitlines():
        yield f"    {_UNSEEN.sub(' ', line)}"


def _location(cell: int | None) -> str:
    return "" if cell is None else f" (cell {cell})"


def _table(*titles: str, columns: str) -> str:
    return _row(*titles) + f"| {columns} |\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(escaped, cells))} |\n"
