"""Reports for GitHub Actions: annotations, the job's summary, the step's outputs.

A runner executes lines of a job's log that start with `::`. Text from a student's code must not become one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import MachineError
from grader.hosts.locations import line_of
from grader.report.formats import phrases
from grader.report.formats.markdown import overview_head, overview_row, render_markdown
from grader.report.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.report.model import FunctionEntry, Report

SUMMARY_BYTES = 1_000_000  # GitHub rejects summaries of more than a megabyte
_DATA = {ord(character): f"%{ord(character):02X}" for character in "%\r\n"}
_PROPERTY = {ord(character): f"%{ord(character):02X}" for character in "%\r\n:,"}


def annotate(report: Report) -> Iterator[str]:
    """Yield a workflow command for each wrong function, at its definition, and for each adjustment."""
    path = report.submission.path
    if report.score is None:
        yield _command("error", phrases.reasons(report), file=path, line=1, title="No verdict")
        return
    wrong = [function for function in report.functions if function.status != "passed"]
    text = _text_of(Path(path)) if wrong else ""
    for function in wrong:
        title = f"{function.name}: {phrases.points(function.score, function.max_score)}, {function.status}"
        line = line_of(function, text)
        yield _command("error", _message(function), file=path, line=line, title=title)
    for text in phrases.adjustments(report):
        yield _command("error", text, file=path, line=1, title="Adjustment")


def classroom(report: Report) -> Iterator[str]:
    """Yield the two notices from which GitHub Classroom reads the points; none without a verdict."""
    if report.score is not None and report.max_score is not None:
        points = {"totalPoints": report.score, "maxPoints": report.max_score}
        text = f"Points {points['totalPoints']:g}/{points['maxPoints']:g}"
        yield _command("notice", text, title="Autograding complete")
        yield _command("notice", json.dumps(points), title="Autograding report")


def summary(reports: Sequence[Report]) -> str:
    """Return the job's summary: a page for one submission, a table for several."""
    if len(reports) == 1:
        return render_markdown(reports[0])
    text = overview_head()
    size = len(text.encode())
    for done, report in enumerate(reports):
        row = overview_row(Line.of(report))
        size += len(row.encode())
        if size > SUMMARY_BYTES:
            return f"{text}\n{len(reports) - done} more are in the report.\n"
        text += row
    return text


def outputs(reports: Sequence[Report]) -> str:
    """Return the step's outputs as lines: always `status`, and the points of a single submission."""
    graded = all(report.status == "graded" for report in reports)
    lines = [f"status={'graded' if graded else 'ungradable'}"]
    if len(reports) == 1 and reports[0].score is not None:
        report = reports[0]
        lines += [f"score={report.score:g}", f"max-score={report.max_score:g}"]
        lines += [f"passed={str(report.passed).lower()}"]
    return "".join(f"{line}\n" for line in lines)


def append(path: str, text: str) -> None:
    """Append a text to one of the files that a runner reads.

    Raises:
        MachineError: It can't be written.
    """
    try:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise MachineError(f"{path}: can't be written: {error.strerror}") from error


def _message(function: FunctionEntry) -> str:
    lost = phrases.lost(function)
    return "\n".join([function.feedback, *([f"Failed checks: {lost}"] if lost else [])])


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except (OSError, ValueError):  # missing, or not a valid path: then its first line is annotated
        return ""


def _command(name: str, message: str, **properties: object) -> str:
    options = ",".join(f"{key}={_escaped(str(value), _PROPERTY)}" for key, value in properties.items())
    return f"::{name} {options}::{_escaped(message, _DATA)}\n"


def _escaped(text: str, characters: Mapping[int, str]) -> str:
    return text.encode("utf-8", "replace").decode().translate(characters)
