"""The machine: the best source of boxes that is to be had, and a new one when it dies."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.box.confine import default_readable
from grader.errors import MachineError
from grader.sandbox import machine as module
from grader.sandbox.fresh import FreshProcesses
from grader.sandbox.interface import Isolation, Returned
from grader.sandbox.machine import Machine
from grader.sandbox.nursery import Nursery
from tests.programs import outcome

if TYPE_CHECKING:
    from typing import NoReturn

SOURCE = "def f():\n    return 1"
PARTIAL = Isolation("partial", ("seccomp",), ("files",))


def test_boxes_come_from_a_nursery_here() -> None:
    """This kernel can enforce them."""
    with Machine() as machine:
        assert (type(machine.start()), machine.isolation.level) == (Nursery, "enforced")


@pytest.mark.parametrize("level", ["auto", "require", "off"])
def test_code_runs_at_every_level(level: str) -> None:
    """Which boxes are required is another matter."""
    with Machine(level) as machine:
        assert outcome(machine, SOURCE) == Returned(1)


def test_switched_off_means_fresh_processes_and_no_isolation() -> None:
    """The report must say so."""
    with Machine("off") as machine:
        assert (type(machine.start()), machine.isolation) == (FreshProcesses, Isolation("none", ()))


def test_a_required_box_that_is_not_to_be_had_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what is missing."""
    monkeypatch.setattr(module, "isolation", lambda: PARTIAL)
    with pytest.raises(MachineError) as raised:
        Machine("require")
    assert str(raised.value) == ("isolation is required, but this machine can't enforce it (missing: files)")


def test_partial_isolation_is_enough_where_none_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forks are still made."""
    monkeypatch.setattr(module, "isolation", lambda: PARTIAL)
    with Machine() as machine:
        assert type(machine.start()) is Nursery


def test_nothing_is_forked_where_nothing_is_enforced(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows and macOS."""
    monkeypatch.setattr(module, "isolation", lambda: Isolation("none", ()))
    with Machine() as machine:
        assert type(machine.start()) is FreshProcesses


def test_nothing_is_forked_where_there_is_no_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows."""
    monkeypatch.delattr(os, "fork")
    with Machine() as machine:
        assert type(machine.start()) is FreshProcesses


@pytest.mark.parametrize("level", ["auto", "off"])
def test_memory_beyond_the_usual_has_addresses(level: str) -> None:
    """With 4 GB of addresses, a box could not use the 6 GB that `--memory 6144` allows."""
    source = "def f():\n    import resource\n    return resource.getrlimit(resource.RLIMIT_AS)[0]"
    with Machine(level, 6144) as machine:
        assert outcome(machine, source).value >= 6144 * 2**20


def test_a_machine_starts_once() -> None:
    """The nursery is shared by all submissions."""
    with Machine() as machine:
        assert machine.start() is machine.start()


def test_nothing_starts_before_it_is_needed() -> None:
    """A machine that was only made has nothing to end."""
    assert Machine().close() is None  # type: ignore[func-returns-value]


def test_a_nursery_that_died_is_replaced() -> None:
    """The next box comes from a new one, and nothing is left of the old one."""
    with Machine() as machine:
        first = machine.start()
        assert isinstance(first, Nursery)
        first._process.kill()
        first._process.wait()
        assert outcome(machine, SOURCE) == Returned(1)
        assert (machine.start() is first, Path(first._root).exists()) == (False, False)


def test_a_nursery_that_always_dies_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """One replacement is tried, not a thousand."""
    tries = []

    def fail(_: Nursery) -> NoReturn:
        tries.append(1)
        raise MachineError("no box")

    monkeypatch.setattr(Nursery, "open", fail)
    with Machine() as machine, pytest.raises(MachineError, match="no box"):
        machine.open()
    assert len(tries) == 2


def test_the_machine_is_busy_once_a_box_is_asked_for() -> None:
    """Then there is time for other things."""
    with Machine() as machine:
        machine.start()
        before = machine.busy.is_set()
        machine.open().close()
        assert (before, machine.busy.is_set()) == (False, True)


def test_leaving_ends_everything() -> None:
    """Also after an exception."""
    with pytest.raises(KeyError), Machine() as machine:  # noqa: PT012
        nursery = machine.start()
        assert isinstance(nursery, Nursery)
        raise KeyError
    killed = -signal.SIGKILL  # nobody waits for what it would still import
    assert (nursery._process.poll(), Path(nursery._root).exists()) == (killed, False)


def test_a_nursery_that_has_given_boxes_ends_by_itself() -> None:
    """It ends them first; one that is still importing is killed."""
    with Machine() as machine:
        nursery = machine.start()
        assert isinstance(nursery, Nursery)
        machine.open().close()
    assert nursery._process.poll() == 0


def test_packs_that_a_box_can_read_are_told(machine: Machine) -> None:
    """Then nothing is enforced, whatever the kernel can do."""
    library = Path(default_readable()[0])
    found = machine.isolation_from([library / "packs"])
    assert (found.level, found.missing) == ("partial", ("packs",))


def test_packs_elsewhere_are_safe(machine: Machine, tmp_path: Path) -> None:
    """The usual case."""
    assert machine.isolation_from([tmp_path]) == machine.isolation


def test_packs_that_a_box_can_read_are_refused_where_isolation_is_required() -> None:
    """Better no verdict."""
    with Machine("require") as machine, pytest.raises(MachineError, match="move it elsewhere"):
        machine.isolation_from([Path(default_readable()[0])])
