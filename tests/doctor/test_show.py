"""What the doctor found, for a person and for a pipeline."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from grader.doctor.examination import Finding, Findings
from grader.doctor.show import show
from grader.sandbox.interface import Isolation
from tests.commands import run

BLOCKED = Finding("files", "row", ok=True, what="reading and writing files (Landlock)", detail="blocked")
OPEN = Finding(
    "network", "row", ok=False, what="the network (seccomp)", detail="a socket was opened", fix="sudo x"
)
SAME = Finding("kernel", "row", ok=False, what="the kernel's surface", detail="answered", fix="sudo x")
ISOLATION = Isolation("partial", ("landlock 7",), ("network",))


def shown(*findings: Finding, ok: bool = False, enforced: bool = False) -> str:
    """Return what is printed."""
    stream = io.StringIO()
    show(Findings(ok, enforced, ISOLATION, findings), Console(file=stream, width=100))
    return stream.getvalue()


def test_every_finding_is_a_line() -> None:
    """With a mark."""
    lines = [line.split() for line in shown(BLOCKED, OPEN).splitlines()]
    assert ["✓", *BLOCKED.what.split(), "blocked"] in lines
    assert ["✗", *OPEN.what.split(), *OPEN.detail.split()] in lines


def test_a_command_is_said_once() -> None:
    """On a line of its own."""
    lines = shown(BLOCKED, OPEN, SAME).splitlines()
    assert [line for line in lines if "sudo x" in line] == ["    $ sudo x"]


@pytest.mark.parametrize(
    ("ok", "enforced", "words"),
    [
        (True, True, "This machine can grade untrusted notebooks."),
        (False, True, "except for those marked ✗"),
        (False, False, "Don't grade untrusted notebooks before"),
    ],
)
def test_the_last_line_says_what_the_machine_is_good_for(*, ok: bool, enforced: bool, words: str) -> None:
    """And how it is blocked."""
    last = shown(ok=ok, enforced=enforced).splitlines()[-1]
    assert last.startswith("Isolation: partial (landlock 7). ")
    assert words in last


def test_the_command_writes_json() -> None:
    """And ends by what it found."""
    result = run("doctor", "--json", command="grader")
    content = json.loads(result.stdout)
    assert result.returncode == (0 if content["ok"] else 1)
    assert [set(finding) for finding in content["findings"]] == [
        {"name", "kind", "ok", "what", "detail", "fix"}
    ] * len(content["findings"])
    assert content["isolation"]["level"] in {"enforced", "partial", "none"}
