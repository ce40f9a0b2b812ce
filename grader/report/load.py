"""Reports that were written as JSON, read back."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from grader.extract.submission import Diagnostic
from grader.report.model import (
    AssignmentEntry,
    CheckEntry,
    Environment,
    FunctionEntry,
    IsolationEntry,
    Report,
    RubricEntry,
    SubmissionEntry,
    Timing,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


def report_of(content: Mapping[str, Any]) -> Report:
    """Return the report that a JSON object holds.

    Raises:
        KeyError: A field is missing.
        TypeError: A part is not what it should be.
    """
    return _entry(
        Report,
        content,
        assignment=content["assignment"] and _entry(AssignmentEntry, content["assignment"]),
        rubric=content["rubric"] and _entry(RubricEntry, content["rubric"]),
        submission=_entry(SubmissionEntry, content["submission"]),
        functions=tuple(
            _entry(FunctionEntry, each, checks=tuple(_entry(CheckEntry, check) for check in each["checks"]))
            for each in content["functions"]
        ),
        diagnostics=tuple(_entry(Diagnostic, each) for each in content["diagnostics"]),
        environment=_environment(content["environment"]),
        timing=_entry(Timing, content["timing"]),
    )


def _environment(content: Mapping[str, Any]) -> Environment:
    isolation = content["isolation"]
    mechanisms = tuple(isolation["mechanisms"])
    return _entry(Environment, content, isolation=_entry(IsolationEntry, isolation, mechanisms=mechanisms))


def _entry(kind: type[T], content: Mapping[str, Any], **parts: Any) -> T:
    """Make an entry of the fields that it has, some of which have been made before."""
    names: tuple[str, ...] = _names(kind)  # type: ignore[arg-type]
    return kind(**{name: parts[name] if name in parts else content[name] for name in names})


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
