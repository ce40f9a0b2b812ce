"""Boxes of several kinds from one machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grader.errors import MachineError
from grader.sandbox.interface import Returned
from grader.sandbox.machine import BoxProvider, Machine
from grader.sandbox.nursery import Nursery
from tests.programs import outcome

if TYPE_CHECKING:
    from typing import NoReturn

MODULES = (
    "import sys\ndef f(): return str([m for m in ('tf_keras', 'keras', 'tensorflow') if m in sys.modules])"
)


def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of kinds that nurseries are started for; nothing is really started."""
    kinds: list[str] = []

    class Idle:
        def __init__(self, kind: str, _memory_bytes: int) -> None:
            self.kind = kind
            kinds.append(kind)

        def open(self) -> NoReturn:
            raise MachineError("no box")

        def close(self) -> None:
            """Nothing is open."""

    monkeypatch.setattr("grader.sandbox.machine.Nursery", Idle)
    return kinds


@pytest.mark.parametrize("kind", ["numpy", "keras2", "keras3"])
def test_a_source_is_of_its_kind(kind: str) -> None:
    """And asks for nothing yet."""
    assert Machine().provider(kind).kind == kind


def test_a_machine_is_of_numpy_unless_told() -> None:
    """As before there were kinds."""
    assert Machine.kind == "numpy"


def test_each_kind_has_a_nursery_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Started when the first one comes, and once."""
    kinds = started(monkeypatch)
    with Machine() as machine:
        for kind in ("keras2", "numpy", "keras2", "keras3"):
            machine.provider(kind).start()
    assert kinds == ["keras2", "numpy", "keras3"]


def test_sources_of_one_kind_share_a_nursery(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are one machine's."""
    started(monkeypatch)
    with Machine() as machine:
        assert machine.start("keras2") is machine.start("keras2")


def test_a_nursery_that_died_is_replaced_by_one_of_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others live on."""
    kinds = started(monkeypatch)
    with Machine() as machine:
        machine.provider("numpy").start()
        with pytest.raises(MachineError, match="no box"):
            machine.provider("keras3").open()
    assert kinds == ["numpy", "keras3", "keras3"]


def test_a_machine_that_is_closed_opens_no_kind() -> None:
    """The run has ended."""
    machine = Machine()
    machine.close()
    with pytest.raises(MachineError, match="the run has ended"):
        machine.provider("keras2").start()


def test_a_source_is_closed_as_its_machine_is() -> None:
    """By the same means."""
    machine = Machine()
    assert machine.provider("keras2").isolation == machine.isolation


def test_closing_a_source_closes_nothing(machine: Machine) -> None:
    """The machine closes what it has started."""
    source = machine.provider("numpy")
    source.close()
    assert outcome(source, "def f(): return 1") == Returned(1)


def test_a_box_of_numpy_has_no_tensorflow(machine: Machine) -> None:
    """It takes seconds to import."""
    assert outcome(machine.provider("numpy"), MODULES) == Returned("[]")


def test_the_nursery_of_a_source_is_one(machine: Machine) -> None:
    """On this machine."""
    assert (isinstance(machine.provider("numpy"), BoxProvider), type(machine.start("numpy"))) == (
        True,
        Nursery,
    )
