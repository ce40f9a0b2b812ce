"""Build reports from their JSON form."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from grader.report.model import (
    AdjustmentEntry,
    AssignmentEntry,
    CheckEntry,
    DiagnosticEntry,
    Environment,
    FaultEntry,
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
    """Return the report that a JSON object represents; fields that version 1.0 lacks are empty.

    Raises:
        KeyError: A field is missing.
        TypeError: A field has the wrong type.
    """
    return _entry(
        Report,
        content,
        assignment=content["assignment"] and _entry(AssignmentEntry, content["assignment"]),
        rubric=content["rubric"] and _entry(RubricEntry, content["rubric"]),
        submission=_entry(SubmissionEntry, content["submission"]),
        functions=tuple(_function(each) for each in content["functions"]),
        adjustments=tuple(_entry(AdjustmentEntry, each) for each in content.get("adjustments", ())),
        diagnostics=tuple(_entry(DiagnosticEntry, each) for each in content["diagnostics"]),
        environment=_environment(content["environment"]),
        timing=_entry(Timing, content["timing"]),
    )


def _function(content: Mapping[str, Any]) -> FunctionEntry:
    faults = tuple(_entry(FaultEntry, fault) for fault in content.get("faults", ()))
    checks = tuple(_entry(CheckEntry, check) for check in content["checks"])
    return _entry(FunctionEntry, content, faults=faults, checks=checks)


def _environment(content: Mapping[str, Any]) -> Environment:
    isolation = content["isolation"]
    mechanisms = tuple(isolation["mechanisms"])
    return _entry(Environment, content, isolation=_entry(IsolationEntry, isolation, mechanisms=mechanisms))


def _entry(kind: type[T], content: Mapping[str, Any], **parts: Any) -> T:
    """Build an entry from its fields, some of which are already built."""
    values = {**_defaults(kind), **content, **parts}  # type: ignore[arg-type]
    return kind(**{name: values[name] for name in _names(kind)})  # type: ignore[arg-type]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    """Return the defaults for fields that version 1.0 lacks."""
    return {field.name: field.default for field in fields(kind) if field.default is not MISSING}
