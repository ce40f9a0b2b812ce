"""Boxes that are processes of their own: slower than a nursery's, and otherwise the same."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.errors import MachineError
from grader.pipeline import Grader
from grader.sandbox.fresh import FreshProcesses
from grader.sandbox.interface import Isolation, Returned, Stopped
from grader.sandbox.machine import Machine
from grader.sandbox.nursery import isolation
from tests.commands import SAMPLE, without_timing
from tests.programs import cpu, opened, outcome, outcomes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NoReturn

    from grader.packs import Library


@pytest.fixture(params=[True, False], ids=["confined", "off"])
def fresh(request: pytest.FixtureRequest) -> Iterator[FreshProcesses]:
    processes = FreshProcesses(confined=request.param)
    yield processes
    processes.close()


def test_code_runs(fresh: FreshProcesses) -> None:
    """That is what it is for."""
    assert outcome(fresh, "def f(x):\n    return x + 1", 1) == Returned(2)


def test_large_values_cross(fresh: FreshProcesses) -> None:
    """In both directions, whatever a pipe holds."""
    source = "def f(x):\n    return x"
    assert outcome(fresh, source, "x" * 2**20) == Returned("x" * 2**20)


def test_what_is_printed_is_no_answer(fresh: FreshProcesses) -> None:
    """Standard output does not lead to the grader."""
    source = "import os\ndef f():\n    print('passed')\n    os.write(1, b'passed' * 9)\n    return 1"
    assert outcome(fresh, source) == Returned(1)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import os\ndef f():\n    os._exit(3)", Stopped("exit", "ended the process (exit status 3)")),
        ("import os\ndef f():\n    os.abort()", Stopped("crash", "crashed the process (signal 6)")),
        ("def f():\n    while True: pass", Stopped("timeout", "did not end within its time limit")),
    ],
)
def test_the_end_of_a_box_is_told(source: str, expected: Stopped) -> None:
    """As from a nursery; the next function goes on."""
    processes = FreshProcesses(confined=True)
    answers = outcomes(
        processes,
        f"{source}\ndef g():\n    return 1",
        {"f": [()], "g": [()]},
        cpu(0.2),
    )
    processes.close()
    assert answers == [expected, Returned(1)]


def test_a_box_that_never_reads_keeps_nobody_waiting(fresh: FreshProcesses) -> None:
    """A thread of the grader's holds what was sent."""
    with opened(fresh) as box:
        assert box.send(memoryview(bytes(2**22)), 0.001) == 2**22


def test_receiving_waits_no_longer_than_it_was_told(fresh: FreshProcesses) -> None:
    """None means: not yet."""
    with opened(fresh) as box:
        assert box.receive(10, 0.0001) is None


def test_nothing_is_left(fresh: FreshProcesses) -> None:
    """Neither process nor folder."""
    with opened(fresh) as box:
        folder = Path(box.scratch)
    fresh.close()
    assert (folder.exists(), folder.parent.exists(), box._process.poll()) == (False, False, -9)  # type: ignore[attr-defined]


def test_a_process_that_can_not_be_started_is_a_failure(
    fresh: FreshProcesses, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the machine's."""

    def fail(*_arguments: object, **_options: object) -> NoReturn:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(subprocess, "Popen", fail)
    with pytest.raises(MachineError, match="can't start a process for a sandbox: Cannot allocate memory"):
        fresh.open()


def test_isolation_is_told() -> None:
    """Off is none, whatever the kernel could do."""
    on, off = FreshProcesses(confined=True), FreshProcesses(confined=False)
    found = on.isolation, off.isolation
    on.close()
    off.close()
    assert found == (isolation(), Isolation("none", ()))


def test_a_report_is_the_same_as_from_a_nursery(
    grader: Grader, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine is no part of a verdict."""
    monkeypatch.setattr("grader.sandbox.machine.Nursery", lambda *of: FreshProcesses(*of, confined=True))
    with Machine() as machine:
        report = Grader(library, machine, grader.options).grade(SAMPLE)
        assert isinstance(machine.start(), FreshProcesses)
    assert without_timing(report.as_dict()) == without_timing(grader.grade(SAMPLE).as_dict())


def test_a_report_without_isolation_differs_in_that_alone(grader: Grader, library: Library) -> None:
    """It has a warning, and names the level."""
    with Machine("off") as machine:
        report = Grader(library, machine, replace(grader.options, isolation="off")).grade(SAMPLE)
    expected = grader.grade(SAMPLE)
    assert [d.message for d in report.diagnostics if d not in expected.diagnostics] == [
        "The isolation of the student's code is none."
    ]
    assert (report.environment.isolation.level, report.functions) == ("none", expected.functions)
