"""A report in Gradescope's words, field by field as its documentation has them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from grader.hosts.gradescope import results
from tests import reports

FORMATS = ["text", "html", "simple_format", "md", "ansi"]
SHOWN = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
TEST = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "score": {"type": "number"},
        "max_score": {"type": "number"},
        "status": {"enum": ["passed", "failed"]},
        "name": {"type": "string"},
        "name_format": {"enum": FORMATS},
        "number": {"type": "string"},
        "output": {"type": "string"},
        "output_format": {"enum": FORMATS},
        "tags": {"type": "array", "items": {"type": "string"}},
        "visibility": SHOWN,
        "extra_data": {"type": "object"},
    },
}
DOCUMENTED = Draft202012Validator(
    {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "score": {"type": "number"},
            "execution_time": {"type": "number"},
            "output": {"type": "string"},
            "output_format": {"enum": FORMATS},
            "test_output_format": {"enum": FORMATS},
            "test_name_format": {"enum": FORMATS},
            "visibility": SHOWN,
            "stdout_visibility": SHOWN,
            "extra_data": {"type": "object"},
            "tests": {"type": "array", "items": TEST},
            "leaderboard": {"type": "array"},
        },
    }
)


def graded(hidden: str = "hidden") -> dict[str, Any]:
    """Return the results of a report that has a hidden check."""
    secret = reports.check("double.values", "failed", visibility="hidden", message="A hidden case differs.")
    function = reports.function("double", "failed", reports.check("double.seeded"), secret)
    return results.graded(reports.report(function, *reports.mixed().functions), hidden)


def named(content: dict[str, Any], name: str) -> dict[str, Any]:
    """Return one test."""
    return next(test for test in content["tests"] if test["name"] == name)


class TestGraded:
    def test_the_fields_are_the_documented_ones(self) -> None:
        """No others, and of those types."""
        DOCUMENTED.validate(graded())

    def test_the_points_are_the_reports(self) -> None:
        """As a whole, and added up."""
        content = graded()
        assert content["score"] == sum(test.get("score", 0) for test in content["tests"]) == 12.0
        assert sum(test.get("max_score", 0) for test in content["tests"]) == 32.0

    def test_a_check_is_a_test_with_points(self) -> None:
        """And with a number that sorts it below its function."""
        assert named(graded(), "double.seeded") == {
            "name": "double.seeded",
            "number": "1.1",
            "status": "passed",
            "score": 4.0,
            "max_score": 4.0,
            "output": "Passed.",
            "visibility": "visible",
        }

    def test_a_function_is_a_test_without_points(self) -> None:
        """It says what is wrong."""
        assert named(graded(), "double") == {
            "name": "double",
            "number": "1",
            "status": "failed",
            "output": "The value is squared; add it to itself.",
            "visibility": "visible",
        }

    def test_hidden_checks_are_never_shown(self) -> None:
        """Unless the instructor chose otherwise."""
        assert named(graded(), "double.values")["visibility"] == "hidden"
        assert named(graded("after_published"), "double.values")["visibility"] == "after_published"

    def test_public_checks_always_are(self) -> None:
        """All of them."""
        tests = [test for test in graded()["tests"] if test["name"] != "double.values"]
        assert {test["visibility"] for test in tests} == {"visible"}

    def test_a_missing_function_has_its_points_to_lose(self) -> None:
        """It has no checks that could have them."""
        test = named(graded(), "absent.all")
        assert (test["score"], test["max_score"], test["output"]) == (0.0, 4.0, "absent is not defined.")

    def test_the_output_says_what_was_graded(self) -> None:
        """And what is to be said of cells."""
        content = results.graded(reports.mixed(), "hidden")
        assert content["output"] == "Doubling; edition only\ncell 3: np.float is gone."

    def test_the_time_is_in_seconds(self) -> None:
        """As a number."""
        assert graded()["execution_time"] == 0.25

    def test_what_is_printed_is_the_instructors(self) -> None:
        """Hidden is Gradescope's default, too."""
        assert graded()["stdout_visibility"] == "hidden"

    @pytest.mark.parametrize("text", reports.NASTY)
    def test_hostile_text_is_text(self, text: str) -> None:
        """It is shown as text, without what a database can't store."""
        content = results.graded(reports.hostile(text), "hidden")
        DOCUMENTED.validate(content)
        assert {content[f"{what}_format"] for what in ("output", "test_output", "test_name")} == {"text"}
        strings = json.dumps(content, ensure_ascii=False)
        assert not [
            c
            for c in strings
            if c != "\n" and (c < " " or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff")
        ]
        assert "\\u0000" not in json.dumps(content)


class TestRefused:
    def test_nothing_to_grade_is_a_zero_with_the_reason(self) -> None:
        """At the top and as a test that has failed."""
        content = results.refused("There is no notebook.", 100.0)
        DOCUMENTED.validate(content)
        (test,) = content["tests"]
        assert (content["score"], test["score"], test["max_score"]) == (0.0, 0.0, 100.0)
        assert content["output"] == test["output"] == "There is no notebook."


class TestFailed:
    def test_the_graders_failure_is_no_zero(self) -> None:
        """There are no points at all, and the words say whose fault it is."""
        content = results.failed("No box.")
        DOCUMENTED.validate(content)
        assert ("score" in content, content["tests"]) == (False, [])
        assert content["output"].startswith("The grader failed, not your notebook.")
