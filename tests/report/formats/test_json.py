"""Reports as JSON: by the schema, or not at all."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from grader.errors import MachineError
from grader.report import model
from grader.report.formats.json import _validator, render_json, render_json_line, schema
from grader.report.load import report_of
from tests import reports
from tests.commands import SAMPLE

if TYPE_CHECKING:
    from grader.pipeline import Grader
    from grader.report.model import Report


NEWER = {"adjustments", "faults", "waiting"}  # than version 1.0
OPTIONAL = NEWER | {"code_cell"}  # which other tools that write reports may not know


@pytest.fixture(scope="module")
def report(grader: Grader) -> Report:
    return grader.grade(SAMPLE)


def test_the_schema_is_a_schema() -> None:
    """Of its own draft."""
    assert Draft202012Validator.check_schema(schema()) is None


def test_every_object_of_the_schema_is_closed_and_complete() -> None:
    """No field is optional but those that version 1.0 did not have, and `code_cell`; none is unknown."""

    def objects(node: Any) -> Any:
        if isinstance(node, dict):
            if node.get("type") == "object":
                yield node
            for value in node.values():
                yield from objects(value)

    assert all(
        o["additionalProperties"] is False
        and o["required"] == [p for p in o["properties"] if p not in OPTIONAL]
        for o in objects(schema())
    )


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (model.Report, []),
        (model.AssignmentEntry, ["assignment"]),
        (model.FunctionEntry, ["functions", "items"]),
        (model.CheckEntry, ["functions", "items", "properties", "checks", "items"]),
        (model.AdjustmentEntry, ["adjustments", "items"]),
        (model.Environment, ["environment"]),
    ],
)
def test_the_model_has_the_schemas_fields_in_its_order(kind: Any, path: list[str]) -> None:
    """So the JSON's keys stand in it."""
    node = schema()["properties"] if path else schema()
    for part in path:
        node = node[part]
    assert [f.name for f in fields(kind)] == list(node["properties"])


def test_a_fault_has_the_schemas_fields_in_its_order() -> None:
    """It is defined once, beside the report."""
    assert [f.name for f in fields(model.FaultEntry)] == list(schema()["$defs"]["fault"]["properties"])


def test_keys_have_the_order_of_the_model(report: Report) -> None:
    """New fields, too, where the interface has them."""
    content = json.loads(render_json(report))
    function = content["functions"][0]
    assert [list(content), list(function), list(function["checks"][0])] == [
        [field.name for field in fields(kind)]
        for kind in (model.Report, model.FunctionEntry, model.CheckEntry)
    ]


@pytest.mark.parametrize("field", sorted(NEWER))
def test_a_report_of_this_version_has_every_field(field: str) -> None:
    """Only one of version 1.0 may lack what that did not have."""

    def without(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: without(value) for key, value in node.items() if key != field}
        return [without(item) for item in node] if isinstance(node, list) else node

    content = without(json.loads(render_json(reports.mixed())))
    validator = Draft202012Validator(schema())
    assert not validator.is_valid(content)
    assert validator.is_valid({**content, "schema_version": "1.0"})


def test_faults_and_adjustments_are_written_and_read_back() -> None:
    """Field by field."""
    fault = model.FaultEntry(3, 14, 14, "edit", True, "The window starts at h.", None)
    wrong = reports.function(
        "f", "failed", reports.check("f.seeded", "failed", waiting=True), faults=(fault,)
    )
    late = model.AdjustmentEntry("1 day late", -1.5)
    written = reports.report(wrong, adjustments=(late,))
    assert report_of(json.loads(render_json(written))) == written


def test_a_report_is_valid(report: Report) -> None:
    """By the schema as it is shipped, with its references."""
    Draft202012Validator(schema()).validate(json.loads(render_json(report)))


def test_a_report_is_written_as_python_has_it(report: Report) -> None:
    """The same fields, the same values."""
    assert json.loads(render_json(report)) == json.loads(json.dumps(report.as_dict()))


def test_an_ungradable_report_is_valid(grader: Grader) -> None:
    """Nulls and an empty list."""
    content = json.loads(render_json(grader.grade(Path("nowhere.ipynb"))))
    Draft202012Validator(schema()).validate(content)
    assert [key for key, value in content.items() if value is None] == [
        "assignment", "rubric", "score", "max_score", "pass_mark", "passed",
    ]  # fmt: skip


def test_a_line_is_one_line_of_the_same(report: Report) -> None:
    """With a newline at its end."""
    line = render_json_line(report)
    assert (line.count("\n"), line[-1], json.loads(line)) == (1, "\n", json.loads(render_json(report)))


@pytest.mark.parametrize(
    "change",
    [
        {"status": "great"},
        {"score": float("nan")},
        {"score": -1.0},
        {"schema_version": "2"},
        {"passed": "yes"},
    ],
    ids=str,
)
def test_a_report_that_breaks_the_schema_is_never_written(report: Report, change: dict[str, Any]) -> None:
    """It would be our bug: NaN too."""
    with pytest.raises((MachineError, ValueError)):
        render_json(replace(report, **change))


def test_a_function_s_score_is_a_number(report: Report) -> None:
    """And so is a check's, unless they were skipped: null would be what became of NaN."""
    first, *others = report.functions
    wrong = replace(first, score=float("nan"))
    with pytest.raises(MachineError):
        render_json(replace(report, functions=(wrong, *others)))
    check = replace(first.checks[0], score=float("nan"))
    wrong = replace(first, checks=(check, *first.checks[1:]))
    with pytest.raises(MachineError):
        render_json(replace(report, functions=(wrong, *others)))


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_can_be_written(text: str) -> None:
    """Lone surrogates become question marks; everything else stays."""
    entry = model.SubmissionEntry(text, None)
    environment = model.Environment("1", "3", None, None, None, model.IsolationEntry("none", ()), None)
    nothing = model.Report(
        "1.0", None, None, entry, "ungradable", None, None, None, None, (), (), environment, model.Timing(0.0)
    )
    written = render_json(nothing).encode("utf-8")
    assert json.loads(written)["submission"]["path"] == text.encode("utf-8", "replace").decode()


def places(node: Any, path: tuple[Any, ...] = ()) -> Any:
    """Yield the way to every part of a report."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from places(value, (*path, key))


@given(st.data(), st.sampled_from([None, True, 0, -1, 1.5, "", "passed", "1.0", [], {}, [1], {"a": []}]))
def test_a_report_is_judged_as_by_jsonschema_itself(report: Report, data: st.DataObject, value: Any) -> None:
    """Whatever stands wherever: the same errors, at the same places."""
    content = json.loads(render_json(report))
    *way, last = data.draw(st.sampled_from(list(places(content))))
    part = content
    for key in way:
        part = part[key]
    part[last] = value
    found, expected = (
        [(error.json_path, error.message) for error in validator.iter_errors(content)]
        for validator in (_validator(), Draft202012Validator(schema()))
    )
    assert found == expected
