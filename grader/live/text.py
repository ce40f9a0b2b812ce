"""The results of a check as plain text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from grader.support.decimals import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.live.result import Bar, Checked, Finding, Line
    from grader.report.model import CheckEntry

WIDTH = 96
BAR_WIDTH = 40
MARKS = {"passed": "✓", "missing": "-"}


def as_text(checked: Checked) -> str:
    """Return all results, line by line."""
    return "\n".join(line.rstrip() for line in _lines(checked))


def _lines(checked: Checked) -> Iterator[str]:
    for remark in checked.remarks:
        yield from textwrap.wrap(remark, WIDTH)
    if checked.title:
        yield checked.title
    for finding in checked.shown:
        yield from _finding(finding)
    if checked.untouched:
        yield from textwrap.wrap(checked.untouched, WIDTH)
    elif checked.to_do:
        yield from textwrap.wrap(f"- still to do: {', '.join(checked.to_do)}", WIDTH)
    if checked.bar is not None:
        yield from _bar(checked.bar)
    if hidden := hidden_sentence(checked):
        yield from ("", *textwrap.wrap(hidden, WIDTH))


def hidden_sentence(checked: Checked) -> str:
    """Return a note that hidden cases remain, if something was checked."""
    points = sum(finding.hidden for finding in checked.findings if finding.status != "missing")
    if not points or checked.bar is not None:
        return ""
    return (
        "These are the public checks. Hidden cases, with other sizes and values, decide "
        f"{shown(points):g} more points when the notebook is graded."
    )


def _finding(finding: Finding) -> Iterator[str]:
    mark = MARKS.get(finding.status, "✗")
    points = f"{shown(finding.score, finding.public):>4g} / {shown(finding.public):g}"
    yield f"{mark} {finding.name:<24} {points}  {finding.headline}"
    if finding.status != "missing":
        for line in finding.lines:
            yield from _check(line) if not finding.passed else ()
        if finding.picture is not None and (pixels := finding.picture.text()):
            yield f"    {finding.picture.location}, x where it differs:"
            yield from textwrap.indent(pixels, "      ").split("\n")
    if finding.call:
        yield f"    To run this case: {finding.call}"
    for note in finding.notes:
        yield f"    {note}"
    if finding.printed and not finding.passed:
        yield "    It printed:"
        yield from textwrap.indent(finding.printed.rstrip(), "      ").split("\n")


def _check(line: Line) -> Iterator[str]:
    mark = "✓" if line.holds else "-" if line.waits else "✗"
    yield f"  {mark} {line.label}{': no credit until another check passes' if line.waits else ''}"
    if not line.holds and not line.waits:
        yield from _wrapped(line.message)
        yield from _samples(line.entry)
        yield from _wrapped(line.entry.hint and f"Hint: {line.entry.hint}")
        yield from _wrapped(line.why and f"Why it matters: {line.why}")


def _wrapped(sentence: str | None) -> list[str]:
    indent = " " * 6
    return textwrap.wrap(sentence or "", WIDTH, initial_indent=indent, subsequent_indent=indent)


def _samples(entry: CheckEntry) -> Iterator[str]:
    rows = list(sample_rows(entry))
    if not rows:
        return
    some_agree = any(same for *_, same in rows)
    table = [("", "yours", "expected")]
    table += [(f"{'✗ ' if some_agree and not same else ''}{p}", got, should) for p, got, should, same in rows]
    widths = [max(len(row[column]) for row in table) for column in range(3)]
    for row in table:
        yield "      " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))


def sample_rows(entry: CheckEntry) -> Iterator[tuple[str, str, str, bool]]:
    """Yield positions with the actual value, the expected value, and whether they agree."""
    for location, should in (entry.expected or {}).items():
        got = (entry.actual or {}).get(location)
        yield location, _shown(got), _shown(should), got == should


def _shown(value: object) -> str:
    return str(tuple(value)) if isinstance(value, list) else str(value)


def _bar(bar: Bar) -> Iterator[str]:
    earned = round(BAR_WIDTH * bar.percent(bar.earned) / 100)
    still_open = round(BAR_WIDTH * bar.percent(bar.open) / 100)
    cells = list("█" * earned + "▒" * still_open + "·" * (BAR_WIDTH - earned - still_open))
    cells.insert(round(BAR_WIDTH * bar.pass_mark / 100), "|")
    yield f"\n[{''.join(cells)}]"
    yield " █ earned  ▒ decided by hidden cases  · still to do  | pass mark"
    yield from textwrap.wrap(bar_sentence(bar), WIDTH)


def bar_sentence(bar: Bar) -> str:
    """Describe the progress bar in words."""
    sentences = [f"{shown(bar.earned):g} of {shown(bar.total):g} points earned by public checks."]
    if bar.open:
        what = "Hidden cases, with other sizes and values,"
        sentences.append(f"{what} decide {shown(bar.open):g} more when the notebook is graded.")
    if bar.rest:
        sentences.append(f"{shown(bar.rest):g} points remain, in functions that do not pass yet.")
    return " ".join([*sentences, f"The pass mark is {bar.pass_mark:g} %."])
