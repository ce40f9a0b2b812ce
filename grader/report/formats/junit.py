"""Reports as JUnit XML, which CI systems read: a suite for each submission, a case for each check.

It conforms to Jenkins's schema (`junit-10.xsd`) and Ant's (`JUnit.xsd`). The latter requires a time for each
case: it is 0, because checks are not timed one by one; the suite has the submission's time.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from grader.report.formats import phrases
from grader.support.text import DIRECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.report.model import CheckEntry, FunctionEntry, Report

# The JUnit outcome of each status. A timeout is an error; a function left blank is a failure.
_ELEMENTS = {
    "failed": "failure",
    "missing": "failure",
    "error": "error",
    "timeout": "error",
    "skipped": "skipped",
}
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}
_HEAD = "<?xml version='1.0' encoding='utf-8'?>\n<testsuites>\n"
_TAIL = "</testsuites>\n"
_NO_XML = re.compile(rf"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{DIRECTIONS}]")


class JUnit:
    """A JUnit file, written report by report."""

    def __init__(self) -> None:
        self._suites = 0

    def add(self, report: Report) -> str:
        """Return the text of one report's suite, after the file's head if it is the first one."""
        suite = _suite(report, self._suites)
        self._suites += 1
        return (_HEAD if self._suites == 1 else "") + suite

    def finish(self) -> Iterator[str]:
        """Yield the end of the file."""
        yield _TAIL if self._suites else _HEAD + _TAIL


def _suite(report: Report, number: int) -> str:
    cases = list(_cases(report))
    counts = {
        attribute: str(sum(case.find(element) is not None for case in cases))
        for attribute, element in _COUNTED.items()
    }
    suite = ET.Element(
        "testsuite",
        name=_text(report.submission.path),
        id=str(number),
        package=report.assignment.id if report.assignment else "unknown",
        hostname="localhost",
        timestamp=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        time=f"{report.timing.wall_seconds:.3f}",
        tests=str(len(cases)),
    )
    suite.attrib.update(counts)
    properties = ET.SubElement(suite, "properties")
    for name, value in _properties(report):
        ET.SubElement(properties, "property", name=name, value=_text(value))
    suite.extend(cases)
    notes = (f"{note.severity}: {note.message}" for note in report.diagnostics)
    ET.SubElement(suite, "system-out").text = _text(
        "\n".join([phrases.verdict(report), *phrases.adjustments(report), *notes])
    )
    ET.SubElement(suite, "system-err")
    ET.indent(suite)
    return ET.tostring(suite, encoding="unicode") + "\n"


def _properties(report: Report) -> Iterator[tuple[str, str]]:
    yield "score", "" if report.score is None else f"{report.score:g}"
    yield "max_score", "" if report.max_score is None else f"{report.max_score:g}"
    if report.assignment and report.rubric:
        yield "edition", report.assignment.generation
        yield "rubric", report.rubric.name
    yield "isolation", report.environment.isolation.level


def _cases(report: Report) -> Iterator[ET.Element]:
    """Yield a case for each check, each function without checks, and a submission without a verdict."""
    if report.score is None:
        case = _case("submission", "submission")
        _outcome(case, "error", "ungradable", phrases.reasons(report), "")
        yield case
    for function in report.functions:
        if not function.checks:
            case = _case(function.name, function.name)
            _outcome(case, _ELEMENTS.get(function.status), function.status, function.feedback, "")
            yield case
        for check in function.checks:
            yield _check(function, check)


def _check(function: FunctionEntry, check: CheckEntry) -> ET.Element:
    case = _case(function.name, check.id)
    lines = [function.feedback, *phrases.faults(function), check.hint or ""]
    samples = (sample for sample in phrases.samples_around_faults(check) if not sample.agrees)
    lines += [f"{s.location}: {s.actual}, but should be {s.expected}" for s in samples]
    location = "" if function.code_cell is None else f"cell {function.code_cell}"
    details = "\n".join(line for line in (*lines, location) if line)
    _outcome(case, _ELEMENTS.get(check.status), check.kind, check.message, details)
    return case


def _case(function: str, name: str) -> ET.Element:
    return ET.Element("testcase", classname=function, name=name, time="0")


def _outcome(case: ET.Element, element: str | None, kind: str, message: str, details: str) -> None:
    """Add to a case what went wrong, if anything."""
    if element is None:
        return
    outcome = ET.SubElement(case, element, message=_text(message))
    if element != "skipped":
        outcome.set("type", kind)
    outcome.text = _text(details)


def _text(text: str) -> str:
    """Replace what XML cannot contain, and what turns a text's direction: a student may have written it."""
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
