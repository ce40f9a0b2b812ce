"""A nursery: it forks boxes for many threads, knows no secret, and leaves nothing when it ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from grader import wire
from grader.box.confine import Support
from grader.errors import MachineError
from grader.sandbox import nursery as module
from grader.sandbox.interface import Isolation, Returned
from grader.sandbox.nursery import Nursery, environment, isolation
from tests.conftest import ROOT
from tests.notebooks import write_notebook
from tests.programs import opened, outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.packs import Pack
    from grader.pipeline import Grader
    from grader.sandbox.interface import Process
    from grader.sandbox.machine import Machine

PATIENCE = 300


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


def ready(box: Process) -> dict[str, Any]:
    """Return the first message of a box."""
    data = b""
    while len(data) < wire.HEADER.size or len(data) < wire.HEADER.size + wire.frame_size(data[:8]):
        chunk = box.receive(2**16, PATIENCE)
        assert chunk, "the box said nothing"
        data += chunk
    return dict(wire.decode(data))


def kill(nursery: Nursery) -> None:
    """Kill a nursery and wait for its end."""
    nursery._process.kill()
    nursery._process.wait(PATIENCE)


class TestBoxes:
    def test_a_box_says_what_holds_it(self, nursery: Nursery) -> None:
        """Its first message names the rows in force."""
        with opened(nursery) as box:
            assert set(ready(box)["ready"]) >= {"files", "network", "memory"}

    def test_a_box_runs_code(self, nursery: Nursery) -> None:
        """That is what it is for."""
        assert outcome(nursery, "def f(x):\n    return x + 1", 1) == Returned(2)

    def test_many_threads_open_boxes_at_once(self, nursery: Nursery) -> None:
        """Each gets its own."""
        source = "def f(x):\n    return x"
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda n: outcome(nursery, source, n), range(24)))
        assert answers == [Returned(n) for n in range(24)]

    def test_every_box_has_its_own_scratch_folder(self, nursery: Nursery) -> None:
        """It is there while the box is."""
        with opened(nursery) as one, opened(nursery) as two:
            assert len({one.scratch, two.scratch} & {str(p) for p in Path(nursery._root).iterdir()}) == 2

    def test_nothing_is_left_of_a_box_that_was_closed(self, nursery: Nursery) -> None:
        """Neither its process nor its folder."""
        with opened(nursery) as box:
            ready(box)
        assert (psutil.pid_exists(box.pid) and psutil.Process(box.pid).status() != "zombie") is False
        assert list(Path(nursery._root).iterdir()) == []

    def test_closing_twice_is_closing_once(self, nursery: Nursery) -> None:
        """Whoever is not sure may close."""
        box = nursery.open()
        box.close()
        assert box.close() is None  # type: ignore[func-returns-value]

    def test_a_closed_box_leaves_no_descriptor(self, nursery: Nursery) -> None:
        """Thousands of submissions must not run out of them."""
        with opened(nursery):
            pass
        before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        for _ in range(5):
            with opened(nursery) as box:
                ready(box)
        assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208

    @pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
    def test_the_nursery_outlives_a_box_that_is_killed(self, nursery: Nursery, number: int) -> None:
        """And tells by which signal it went."""
        with opened(nursery) as box:
            ready(box)
            os.kill(box.pid, number)
            assert box.exit_code() == -number
        assert outcome(nursery, "def f():\n    return 1") == Returned(1)

    def test_a_box_whose_requests_end_leaves_with_zero(self, nursery: Nursery) -> None:
        """No grader, no work."""
        box = nursery.open()
        ready(box)
        os.close(box._requests)
        box._requests = os.open(os.devnull, os.O_WRONLY)
        assert box.exit_code() == 0
        box.close()

    def test_sending_to_a_box_that_has_ended_is_no_error(self, nursery: Nursery) -> None:
        """How it ended is told by what it answers: nothing."""
        with opened(nursery) as box:
            ready(box)
            box.kill()
            box.exit_code()
            assert (box.send(memoryview(b"abc"), 0.1), box.receive(10, PATIENCE)) == (3, b"")

    def test_a_box_that_does_not_read_blocks_nobody(self, nursery: Nursery) -> None:
        """Sending goes as far as the pipe is wide."""
        with opened(nursery) as box:
            os.kill(box.pid, signal.SIGSTOP)
            data = memoryview(bytes(2**22))
            while sent := box.send(data, 0.01):
                data = data[sent:]
            assert len(data) > 0

    def test_receiving_waits_no_longer_than_it_was_told(self, nursery: Nursery) -> None:
        """None means: not yet."""
        with opened(nursery) as box:
            ready(box)
            assert box.receive(10, 0.001) is None

    def test_killing_a_dead_box_is_no_error(self, nursery: Nursery) -> None:
        """It may have ended meanwhile."""
        with opened(nursery) as box:
            box.kill()
            box.exit_code()
            assert box.kill() is None  # type: ignore[func-returns-value]


class TestEnd:
    def test_closing_ends_the_nursery_and_its_boxes(self) -> None:
        """And removes every scratch folder."""
        nursery = Nursery()
        box = nursery.open()
        ready(box)
        Path(box.scratch, "full").mkdir()
        nursery.close()
        assert (nursery._process.poll(), Path(nursery._root).exists()) == (0, False)
        assert not psutil.pid_exists(box.pid)
        box.close()

    def test_a_dead_nursery_opens_no_box(self, nursery: Nursery) -> None:
        """That is the machine's failure."""
        nursery.open().close()
        kill(nursery)
        with pytest.raises(MachineError, match="the nursery, which starts the sandboxes, "):
            nursery.open()

    def test_no_room_for_a_box_is_the_machine_s_failure(self, nursery: Nursery) -> None:
        """As when something has removed the folder for temporary files; nothing stays open."""
        nursery.open().close()
        before = len(list(Path("/proc/self/fd").iterdir()))
        shutil.rmtree(nursery._root)
        with pytest.raises(MachineError, match="can't prepare a sandbox: No such file"):
            nursery.open()
        assert len(list(Path("/proc/self/fd").iterdir())) == before

    def test_boxes_die_with_their_nursery(self, nursery: Nursery) -> None:
        """None is left without anybody to watch it."""
        with opened(nursery) as box:
            ready(box)
            kill(nursery)
            assert box.receive(10, PATIENCE) == b""

    def test_nobody_can_tell_how_a_box_ended_without_the_nursery(self, nursery: Nursery) -> None:
        """So it can't become a student's crash."""
        with opened(nursery) as box:
            ready(box)
            kill(nursery)
            with pytest.raises(MachineError, match="the nursery, which starts the sandboxes, has ended"):
                box.exit_code()

    def test_a_nursery_ends_with_its_grader(self) -> None:
        """Even one that is killed: then nobody calls close."""
        code = (
            "from grader.sandbox.nursery import Nursery; n = Nursery(); b = n.open(); b.receive(1, 60)\n"
            "print(n._process.pid, n._root, flush=True); input()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        ) as grader:
            assert grader.stdout is not None
            pid, root = grader.stdout.readline().split()
            nursery = psutil.Process(int(pid))
            grader.kill()
        gone, _ = psutil.wait_procs([nursery], timeout=PATIENCE)
        assert (len(gone), Path(root).exists()) == (1, False)

    def test_a_nursery_has_no_part_in_an_interruption(self, nursery: Nursery) -> None:
        """Ctrl-C reaches the terminal's process group; the grader ends the others in order."""
        assert os.getsid(nursery._process.pid) == nursery._process.pid


class TestSecrets:
    """What a nursery could give away to the boxes that are forked from it."""

    def test_a_box_knows_the_modules_of_the_box_only(self, machine: Machine) -> None:
        """Nothing that reads packs, checks or reports was ever loaded beside a student's code."""
        source = "import sys\ndef f():\n    return sorted(m for m in sys.modules if m.startswith('grader'))"
        known = {m for m in outcome(machine, source).value if not m.startswith("grader.box")}
        assert known == {
            "grader",
            "grader._version",
            "grader.support",
            "grader.support.locked",
            "grader.wire",
            "grader.support.text",
        }

    def test_its_command_line_names_folders_only(self, nursery: Nursery) -> None:
        """And the kind of boxes: a descriptor, the scratch root, a word, their memory."""
        code = nursery._process.args[-1]  # type: ignore[index]
        numbers = re.sub(r"'[^']*'", "''", str(code))
        assert re.sub(r"\d+", "N", numbers) == (
            "import gc, sys; gc.disable(); sys.path.append(''); "
            "from grader.box import nursery; nursery.main(N, '', '', N)"
        )

    def test_a_box_collects_garbage(self, machine: Machine) -> None:
        """Its nursery does not while it imports."""
        assert outcome(machine, "import gc\ndef f():\n    return gc.isenabled()").value is True

    def test_its_environment_is_its_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nothing of the grader's passes: no token, no path, no name."""
        monkeypatch.setenv("SECRET_TOKEN", "hunter2")
        monkeypatch.setenv("PYTHONPATH", "/somewhere")
        monkeypatch.setenv("HOME", "/home/somebody")
        monkeypatch.setenv("OMP_NUM_THREADS", "16")
        kept = environment("numpy", "/scratch")
        assert [name for name in ("SECRET_TOKEN", "PYTHONPATH", "HOME") if name in kept] == []
        assert (kept["OMP_NUM_THREADS"], kept["PYTHONHASHSEED"]) == ("1", "0")

    def test_its_memory_holds_nothing_of_a_job(
        self, machine: Machine, grader: Grader, pack: Pack, standard: str, tmp_path: Path
    ) -> None:
        """Neither a submission's text, nor what the rubric says, nor a value that was to be found."""
        marker = "Marker" + "Of" + "This" + "Job"
        report = grader.grade(write_notebook(tmp_path / "a.ipynb", f"{marker} = 1\n{standard}"))
        assert report.score == 100.0
        runtime = machine.start()
        assert isinstance(runtime, Nursery)
        memory = memory_of(runtime._process.pid)
        hint = pack.rubric().functions["zero_pad"][1].hint or ""
        hidden = pack.reference.hidden_cases(pack.rubric().seed)[0].args[0]
        secrets = [marker.encode(), hint.encode(), struct.pack("<3d", *hidden.ravel()[:3]), b"zero_pad"]
        assert [secret for secret in secrets if secret in memory] == []
        assert b"nursery" in memory


def memory_of(pid: int) -> bytes:
    """Return what a process has written to, as far as this kernel lets us see."""
    parts = []
    try:
        with Path(f"/proc/{pid}/mem").open("rb") as memory:
            for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
                bounds, rights, *_, name = [*line.split(maxsplit=5), ""][:6]
                if rights.startswith("rw") and not name.startswith("[v"):
                    start, end = (int(bound, 16) for bound in bounds.split("-"))
                    memory.seek(start)
                    parts.append(memory.read(end - start))
    except PermissionError:
        pytest.skip("this kernel lets nobody read another process's memory")
    return b"".join(parts)


@pytest.mark.parametrize(
    ("support", "expected"),
    [
        (Support(landlock_abi=7, seccomp=True), Isolation("enforced", ("landlock 7", "seccomp"))),
        (Support(landlock_abi=7, seccomp=False), "partial"),
        (Support(landlock_abi=0, seccomp=True), "partial"),
        (Support(landlock_abi=0, seccomp=False), "none"),
    ],
)
def test_isolation_is_what_the_kernel_offers(
    support: Support, expected: Isolation | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enforced means both mechanisms, anything less is partial."""
    monkeypatch.setattr(module.confine, "support", lambda: support)
    found = isolation()
    assert (found if isinstance(expected, Isolation) else found.level) == expected


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that an instructor knows what to install."""
    monkeypatch.setattr(module.confine, "support", lambda: Support(landlock_abi=0, seccomp=True))
    assert isolation().missing == ("files",)


def test_no_thread_of_the_grader_is_needed() -> None:
    """A nursery starts without one, so boxes can be opened from any."""
    before = threading.active_count()
    nursery = Nursery()
    during = threading.active_count()
    nursery.close()
    assert during == before
