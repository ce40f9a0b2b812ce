"""Whatever comes out of a box, and whatever is in a report."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from grader import wire
from grader.batch.classroom import Classroom, HandedIn, Student
from grader.batch.gradebook import Gradebook
from grader.batch.summary import Remarks
from grader.report.formats.json import render_json
from grader.report.formats.junit import JUnit
from grader.report.formats.markdown import render_markdown
from grader.report.load import report_of
from grader.report.model import DiagnosticEntry, SubmissionEntry
from grader.support.text import clean, unwrapped
from tests.batch.reports import report_on
from tests.fuzz.damage import damaged

VALUES = [
    1,
    -1.5,
    True,
    None,
    "text",
    b"bytes",
    (1, "a"),
    [1, [2]],
    {"a": 1},
    np.zeros((2, 3)),
    np.float32(1.5),
    np.array([1 + 2j]),
    np.arange(3, dtype=">i2"),
    np.array(["ab", "c"]),
    {"x": np.eye(2), "y": (None, 1e300)},
]
FRAMES = [wire.encode(value) for value in VALUES]
MESSAGES = [b"Exception encountered when calling X\n\nArguments received by f:\n [[{{node}}]] [Op:x]"]
# Whatever text may be in a file's name or a student's message: no half of a character, which is no text.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(frame=damaged(FRAMES))
def test_frames(frame: bytes) -> None:
    """A value, or a refusal; what was decoded can be sent again."""
    try:
        if len(frame) >= wire.HEADER.size:
            wire.frame_size(frame[: wire.HEADER.size])
        value = wire.decode(frame)
    except wire.WireError:
        return
    wire.encode(value)


@given(path=TEXTS, message=TEXTS, name=TEXTS)
def test_reports(path: str, message: str, name: str) -> None:
    """Each format is valid whatever it is told."""
    report = replace(
        report_on("a.py", double=1.0),
        submission=SubmissionEntry(path, None),
        diagnostics=(DiagnosticEntry("error", None, message),),
    )
    assert report_of(json.loads(render_json(report))) == report
    assert render_markdown(report)
    document = JUnit()
    ET.fromstring(document.add(report) + "".join(document.finish()))  # noqa: S314 - our own
    classroom = Classroom({path: HandedIn((Student(name, message),))}, {path: (name,)}, strangers=(path,))
    book = Gradebook(classroom)
    rows = list(csv.reader(io.StringIO(book.add(report) + "".join(book.finish()))))
    assert len({len(row) for row in rows}) == 1
    remarks = Remarks(classroom)
    remarks.add(report)
    assert list(remarks.sentences())


@given(text=TEXTS | damaged(MESSAGES).map(lambda data: data.decode(errors="replace")))
def test_messages(text: str) -> None:
    """Of students' exceptions: short, and clean when they have been cleaned."""
    assert len(clean(text)) <= 500
    assert "\n" not in unwrapped(text)
