"""The report for a person at a terminal: a line for each function, then what is wrong and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.report.formats import phrases
from grader.support.text import clean, on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from rich.console import RenderableType

    from grader.report.line import Line
    from grader.report.model import CheckEntry, FunctionEntry, Report

_MARKS = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "error": ("✗", "red"),
    "timeout": ("✗", "red"),
    "missing": ("-", "yellow"),
    "skipped": ("?", "magenta"),
}


def print_summary(
    report: Report, stream: TextIO, *, verbose: bool = False, before: Report | None = None
) -> None:
    """Print one report.

    Args:
        report: The report.
        stream: The output; coloured only if it is a terminal.
        verbose: Also list the checks that passed.
        before: The report on the same submission before its last save; changes are marked.
    """
    console = _console(stream)
    with console.capture() as capture:
        for part in _parts(report, before, verbose=verbose):
            console.print(part)
    stream.write("".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()))


def _parts(report: Report, before: Report | None, *, verbose: bool) -> Iterator[RenderableType]:
    """Yield a report from top to bottom."""
    yield Text(clean(report.submission.path), style="bold")
    if report.assignment is not None:
        yield Text(f"{report.assignment.title}; edition {report.assignment.generation}", style="dim")
    if report.functions:
        yield Padding(_functions(report, before), (1, 0, 0, 2))
    if untouched := phrases.untouched(report.functions):
        yield Padding(Text(untouched), (1, 0, 0, 2))
    for function in report.functions if not untouched else ():
        details = list(_details(function, verbose=verbose))
        if details:
            yield Padding(Group(_head(function), Padding(Group(*details), (0, 0, 0, 2))), (1, 0, 0, 2))
    severities = {"warning", "info"} if verbose else {"warning"}
    notes = [
        Text(f"{d.severity}: {d.message}", style="dim")
        for d in report.diagnostics
        if d.severity in severities
    ]
    if notes:
        yield Padding(Group(*notes), (1, 0, 0, 2))
    adjustments = map(Text, map(clean, phrases.adjustments(report)))
    yield Padding(Group(*adjustments, _verdict(report), *_first(report)), (1, 0, 0, 0))


def _first(report: Report) -> Iterator[Text]:
    """Yield what to fix first, if there is a choice: what is wrong may be far up on the screen."""
    left = phrases.to_fix(report.functions)
    if len(left) > 1 and not phrases.untouched(report.functions):
        location = phrases.location(left[0])
        yield Text.assemble("Fix first: ", (left[0].name, "bold"), f", {location}" if location else "")


def print_line(line: Line, stream: TextIO) -> None:
    """Print one submission of several, in one piece: a progress bar may have to move out of its way."""
    mark, style = ("?", "magenta") if line.passed is None else _MARKS["passed" if line.passed else "failed"]
    score = "no verdict" if line.score is None else f"{line.score:g} / {line.max_score:g}"
    note = on_one_line(line.note), "dim"
    text = Text.assemble((mark, style), f" {on_one_line(line.path)}  {score}  ", note)
    console = _console(stream)
    with console.capture() as capture:
        console.print(text, soft_wrap=not stream.isatty())
    stream.write(capture.get())


def _console(stream: TextIO) -> Console:
    return Console(file=stream, highlight=False, width=None if stream.isatty() else 100)


def _functions(report: Report, before: Report | None) -> Table:
    earlier = {function.name: function for function in before.functions} if before else {}
    table = Table.grid(padding=(0, 2))
    for function in report.functions:
        mark, style = _MARKS[function.status]
        location = "" if function.code_cell is None else f"cell {function.code_cell}"
        table.add_row(
            Text(mark, style=style),
            Text(function.name),
            Text(phrases.points_of(function), justify="right"),
            Text(function.status, style=style),
            Text(location, style="dim"),
            _change(function, earlier.get(function.name)),
        )
    return table


def _change(function: FunctionEntry, before: FunctionEntry | None) -> Text:
    """Return a function's score and status before the last save, if they changed."""
    if before is None or (function.status, function.score) == (before.status, before.score):
        return Text()
    better = _merit(function) > _merit(before)
    mark, style = ("▲", "green") if better else ("▼", "red")
    score = "-" if before.score is None else f"{before.score:g}"
    return Text.assemble((mark, style), f" was {score}, {before.status}")


def _merit(function: FunctionEntry) -> tuple[float, bool]:
    return function.score or 0.0, function.status == "passed"


def _details(function: FunctionEntry, *, verbose: bool) -> Iterator[RenderableType]:
    """Yield the explanation of one function: nothing, if it passed."""
    if not phrases.is_worth_telling(function) and not (verbose and function.status == "passed"):
        return
    yield Text(function.feedback)
    yield from (Text(f"→ {clean(text)}") for text in phrases.faults(function))
    yield from (Text(f"Hint: {clean(hint)}") for hint in phrases.hints(function)[:1])
    yield from (Padding(_edit(edit), (0, 0, 0, 2)) for edit in phrases.edits(function))
    if function.status == "missing":
        return
    if samples := phrases.first_samples(function):
        yield Padding(_samples(samples, phrases.wrong_locations(function)), (0, 0, 0, 2))
    if verbose:
        yield from (_check_line(check) for check in function.checks)
        return
    if lost := phrases.lost(function):
        yield Text(f"failed checks: {lost}", style="dim")
    if waiting := phrases.waiting(function):
        yield Text(f"no credit until another check passes: {waiting}", style="dim")


def _edit(edit: str) -> Text:
    """Show an edit that repairs a function, without the names of its two sides."""
    styles = {"+": "green", "-": "red"}
    lines = [line for line in clean(edit, len(edit)).splitlines() if not line.startswith(("---", "+++"))]
    return Text("\n").join(Text(line, style=styles.get(line[:1], "dim")) for line in lines)


def _head(function: FunctionEntry) -> Text:
    number = function.code_cell
    return Text.assemble((function.name, "bold"), "" if number is None else f", cell {number}")


def _check_line(check: CheckEntry) -> Text:
    mark, style = _MARKS[check.status]
    score = "" if check.score is None else f"{check.score:g} / {check.max_score:g}"
    return Text.assemble("  ", (mark, style), f" {check.id}  {score}  ", (check.message, "dim"))


def _samples(samples: Sequence[phrases.Sample], wrong: set[str]) -> Table:
    """Show a few values side by side; if not all of them are wrong, those that are have a mark."""
    some_agree = any(sample.location not in wrong for sample in samples)
    table = Table.grid(padding=(0, 2))
    table.add_row(*(Text(title, style="dim") for title in ("", "yours", "expected")))
    for location, actual, expected in samples:
        if location not in wrong:
            table.add_row(*(Text(text, style="dim") for text in (location, actual, expected)))
        else:
            mark = Text.assemble(("✗ " if some_agree else "", "red"), location)
            table.add_row(mark, Text(actual, style="red"), Text(expected, style="green"))
    return table


def _verdict(report: Report) -> Text:
    if report.score is None or report.max_score is None:
        return Text(f"No verdict. {phrases.reasons(report)}", style="bold magenta")
    word, style = ("passed", "bold green") if report.passed else ("not passed", "bold red")
    mark = f"{report.pass_mark:g} %"
    return Text.assemble(
        (f"{report.score:g} / {report.max_score:g}  {word}", style), (f"  (pass mark {mark})", "dim")
    )
