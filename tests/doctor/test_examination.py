"""The examination: what is closed here is said to be closed, and what is open, open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from grader.box import landlock, seccomp
from grader.doctor import examination as module
from grader.doctor.examination import ROWS, examine_rows, examine_runtime
from grader.sandbox.interface import Isolation
from grader.sandbox.machine import Machine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.doctor.examination import Finding

enforced = pytest.mark.skipif(
    landlock.abi() < 6 or not seccomp.available(), reason="needs Landlock ABI 6 (Linux 6.12) and seccomp"
)
# What no box without confinement is closed by. The rest is watched from outside, or by limits.
OPEN = ["files", "metadata", "network", "processes", "spawning", "leftovers", "channels", "host", "kernel"]


@pytest.fixture(scope="module")
def off() -> Iterator[dict[str, Finding]]:
    """Try every row on a machine whose boxes are switched off."""
    with Machine("off") as machine:
        yield {finding.name: finding for finding in examine_rows(machine)}


class TestRows:
    @enforced
    def test_every_row_is_closed_here(self, machine: Machine) -> None:
        """This kernel can do it all."""
        found = examine_rows(machine)
        assert [(finding.name, finding.detail) for finding in found if not finding.ok] == []
        assert len(found) == len(ROWS)

    def test_every_row_of_the_box_is_tried(self) -> None:
        """And time, which is no row of the box's own."""
        from grader.box.confine import ROWS as OF_THE_BOX  # the other one is ours

        assert {*OF_THE_BOX, "time"} - {row.name for row in ROWS} == set()

    @pytest.mark.parametrize("name", OPEN)
    def test_a_row_that_is_open_is_found_open(self, off: dict[str, Finding], name: str) -> None:
        """By what went through, with a command that fixes it."""
        assert (off[name].ok, off[name].fix != "") == (False, True)

    @pytest.mark.parametrize(
        ("name", "detail"),
        [
            (
                "files",
                (
                    "a file outside the sandbox was read; a file outside the sandbox was written; "
                    "a folder outside the sandbox was listed"
                ),
            ),
            ("metadata", "the mode of a file outside the sandbox was changed"),
            ("network", "a socket was opened"),
            ("spawning", "a process was started"),
            (
                "channels",
                (
                    "a file was locked for others; changes in a folder were watched; "
                    "what is in the page cache was found out"
                ),
            ),
            ("host", "asynchronous requests were set up"),
        ],
    )
    def test_what_went_through_is_named(self, off: dict[str, Finding], name: str, detail: str) -> None:
        """In words."""
        assert off[name].detail == detail

    def test_what_is_watched_from_outside_needs_no_kernel(self, off: dict[str, Finding]) -> None:
        """Memory, threads, disk, output and time."""
        names = ("memory", "threads", "disk", "output", "time")
        assert [off[name].detail for name in names] == ["blocked"] * 5

    def test_a_machine_without_boxes_is_open_in_every_row(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nobody knows what would go through: that is not closed."""
        with Machine("off") as machine:
            machine.close()
            monkeypatch.setattr(module, "ROWS", ROWS[2:3])
            (found,) = examine_rows(machine)
        assert (found.ok, "can't open a sandbox" in found.detail) == (False, True)


class TestRuntimes:
    def test_a_runtime_that_starts_has_a_version(self, machine: Machine) -> None:
        """It has really added something up."""
        found = examine_runtime(machine, "numpy")
        assert (found.ok, found.detail.split()[0]) == (True, "numpy")

    @pytest.mark.parametrize("kind", ["keras2", "keras3"])
    def test_both_kerases_start(self, machine: Machine, kind: str) -> None:
        """In boxes of their own."""
        assert examine_runtime(machine, kind).ok

    def test_what_is_not_installed_can_be(self, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
        """By one command."""
        monkeypatch.setattr(module, "version_of", lambda name: None if name == "tf_keras" else "1")
        found = examine_runtime(machine, "keras2")
        assert (found.ok, found.detail) == (False, "tf_keras is not installed")
        assert found.fix.endswith("-m pip install --upgrade tf_keras")

    def test_one_that_gives_wrong_results_does_not_work(
        self, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Although it starts."""
        monkeypatch.setattr(module, "SUM", 4.0)
        found = examine_runtime(machine, "numpy")
        assert (found.ok, found.detail) == (False, "it returned a wrong result")


class TestExamine:
    @pytest.fixture(autouse=True)
    def quick(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Try one row and one runtime: each is tried above."""
        monkeypatch.setattr(module, "ROWS", ROWS[:1])
        monkeypatch.setattr(module, "RUNTIMES", {"numpy": module.RUNTIMES["numpy"]})

    @enforced
    def test_all_is_well_here(self) -> None:
        """Enforced, and every runtime starts."""
        found = module.examine()
        assert (found.ok, found.enforced, found.isolation.level) == (True, True, "enforced")

    def test_a_missing_runtime_is_not_all_well(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """However well the box is closed."""
        monkeypatch.setattr(module, "version_of", lambda _: None)
        found = module.examine()
        assert (found.ok, found.enforced) == (False, found.isolation.level == "enforced")

    def test_an_open_row_is_not_enforced(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whatever the kernel says that it can do."""
        monkeypatch.setattr(module, "Machine", partial(Machine, "off"))
        monkeypatch.setattr(
            Machine, "isolation_from", lambda *_: Isolation("enforced", ("landlock 7", "seccomp"))
        )
        found = module.examine()
        assert (found.ok, found.enforced) == (False, False)

    def test_packs_that_boxes_can_read_are_found(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As in a folder of the standard library's."""
        exposed = Isolation("partial", ("seccomp",), ("packs",))
        monkeypatch.setattr(Machine, "isolation_from", lambda *_: exposed)
        found = module.examine()
        packs = next(finding for finding in found.findings if finding.name == "packs")
        assert (found.ok, packs.ok, "pip install" in packs.fix) == (False, False, True)

    def test_too_little_room_is_no_fault(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It costs time, and a command says how to live with it."""
        monkeypatch.setattr(module.os, "cpu_count", lambda: 10**6)
        found = module.examine()
        fixes = {f.name: f.fix.split()[0] for f in found.findings if f.kind == "resource" and not f.ok}
        assert fixes == {"memory_for_boxes": "grade", "disk_for_boxes": "TMPDIR=/var/tmp"}
        assert found.ok == (found.isolation.level == "enforced")
