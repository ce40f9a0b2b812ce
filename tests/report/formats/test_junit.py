"""Reports as JUnit XML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import xmlschema

from grader.report.formats.junit import JUnit
from tests import reports

if TYPE_CHECKING:
    from grader.report.model import Report

SCHEMA = xmlschema.XMLSchema(Path(__file__).with_name("junit.xsd"))
EVERY_KIND = [reports.mixed(), reports.ungradable(), reports.skipped(), reports.report()]


def document(*several: Report) -> str:
    """Return the whole file."""
    junit = JUnit()
    return "".join([*map(junit.add, several), *junit.finish()])


def parsed(text: str) -> ET.Element:
    """Return the file's root."""
    return ET.fromstring(text)  # noqa: S314 - it is our own


def suite(report: Report) -> ET.Element:
    """Return the only suite of a file."""
    (found,) = parsed(document(report))
    return found


def case(report: Report, name: str) -> ET.Element:
    """Return a case of the only suite."""
    return next(each for each in suite(report).iter("testcase") if each.get("name") == name)


class TestSchema:
    @pytest.mark.parametrize("report", EVERY_KIND, ids=["mixed", "ungradable", "skipped", "nothing"])
    def test_every_kind_of_report_is_valid(self, report: Report) -> None:
        """By what Jenkins and Ant both accept."""
        SCHEMA.validate(document(report))

    @pytest.mark.parametrize("text", reports.NASTY)
    def test_hostile_text_is_valid(self, text: str) -> None:
        """Whatever a student's code says."""
        SCHEMA.validate(document(reports.hostile(text)))

    def test_a_file_without_reports_is_valid(self) -> None:
        """It has no suites."""
        SCHEMA.validate(document())

    def test_several_reports_are_valid(self) -> None:
        """Each is a suite with a number of its own."""
        text = document(*EVERY_KIND)
        SCHEMA.validate(text)
        assert [each.get("id") for each in parsed(text)] == ["0", "1", "2", "3"]

    @pytest.mark.parametrize("part", [' id="0"', "<system-err />", ' classname="right"', ' type="seeded"'])
    def test_the_schema_is_strict(self, part: str) -> None:
        """It would notice if something were missing."""
        assert part in document(reports.mixed())
        assert not SCHEMA.is_valid(document(reports.mixed()).replace(part, ""))


class TestSuite:
    def test_a_suite_is_a_submission_of_an_assignment(self) -> None:
        """By its path."""
        found = suite(reports.mixed())
        assert (found.get("name"), found.get("package")) == ("a.ipynb", "doubling")

    def test_a_suite_counts_its_cases(self) -> None:
        """What was left blank is a failure, a timeout an error."""
        found = suite(reports.mixed())
        counts = [found.get(name) for name in ("tests", "failures", "errors", "skipped")]
        assert counts == ["6", "2", "2", "0"]

    def test_a_suite_has_the_submissions_time(self) -> None:
        """In seconds."""
        assert suite(reports.mixed()).get("time") == "0.250"

    def test_the_score_is_a_property(self) -> None:
        """Of the suite."""
        properties = {p.get("name"): p.get("value") for p in suite(reports.mixed()).iter("property")}
        assert (properties["score"], properties["max_score"]) == ("8", "24")

    def test_remarks_are_the_suites_output(self) -> None:
        """Below the verdict."""
        text = suite(reports.mixed()).findtext("system-out")
        assert text == "8 / 24, not passed\nwarning: np.float is gone."


class TestCase:
    def test_what_holds_is_empty(self) -> None:
        """A case without elements has passed."""
        assert list(case(reports.mixed(), "right.seeded")) == []

    def test_a_failed_check_says_what_and_where(self) -> None:
        """Message, the function's feedback, samples, the cell."""
        (failure,) = case(reports.mixed(), "wrong.seeded")
        assert (failure.tag, failure.get("type")) == ("failure", "seeded")
        assert failure.get("message") == "double: return is 4, but should be 6."
        assert failure.text == (
            "The value is squared; add it to itself.\n"
            "return: 4, but should be 6\n"
            "shape: (3, 2), but should be (2, 3)\n"
            "cell 2"
        )

    @pytest.mark.parametrize("name", ["broken.seeded", "endless.seeded"])
    def test_what_raised_or_hung_is_an_error(self, name: str) -> None:
        """Not a failure."""
        assert [each.tag for each in case(reports.mixed(), name)] == ["error"]

    def test_a_function_without_checks_is_a_case(self) -> None:
        """It has failed where it is missing."""
        (failure,) = case(reports.mixed(), "absent")
        assert (failure.tag, failure.get("type"), failure.get("message")) == (
            "failure", "missing", "absent is not defined.",
        )  # fmt: skip

    def test_what_can_not_be_graded_is_an_error_with_the_reason(self) -> None:
        """So that a pipeline notices."""
        (error,) = case(reports.ungradable(), "submission")
        assert (error.tag, error.get("message")) == ("error", "It is no notebook.")

    def test_what_was_not_judged_is_skipped(self) -> None:
        """Never a failure of the student's; the reason is the grader's error."""
        report = reports.skipped()
        assert [each.tag for each in case(report, "double")] == ["skipped"]
        assert "no box" in (case(report, "submission")[0].get("message") or "")

    def test_characters_that_xml_can_not_hold_are_replaced(self) -> None:
        """The rest of the text stays."""
        (failure,) = case(reports.hostile("a\x00b\x1b\ud800c"), "double.seeded")
        assert failure.get("message") == "a\ufffdb\ufffd\ufffdc"

    def test_markup_stays_text(self) -> None:
        """It comes back as it was."""
        text = "<error/> & ]]> \"'"
        assert case(reports.hostile(text), "double.seeded")[0].get("message") == text
