"""A gate: as many processes at a time as a box may have, and no more for one that wanted more."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from grader.box import seccomp
from grader.full_run.gate import MAX_PROCESSES, Gate

# Its children live until their input ends.
BOMB = """
import json, os, sys
from grader.box import kernel
kernel.ask_at((int(sys.argv[1]),))
started, error = 0, None
while error is None:
    try:
        child = os.fork()
    except OSError as caught:
        error = caught.strerror
    else:
        if child == 0:
            sys.stdin.read()
            os._exit(0)
        started += 1
print(json.dumps([started, error]), flush=True)
"""
# A process of its own, whose descendants are the bomb's.
WATCHER = """
import json, subprocess, sys
import psutil
from grader.full_run.gate import Gate
gate = Gate(lambda: len(psutil.Process().children(recursive=True)))
with gate.door() as door:
    bomb = subprocess.Popen(
        [sys.executable, "-c", sys.argv[1], *map(str, door)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, pass_fds=door)
print(json.dumps([*json.loads(bomb.stdout.readline()), gate.was_exceeded]))
bomb.communicate()
"""


def test_as_many_may_start_as_there_is_room_for() -> None:
    """Beside sixty there is room for four."""
    members = MAX_PROCESSES - 4
    gate = Gate(lambda: members)
    while gate.may_start():
        members += 1
    assert members == MAX_PROCESSES


def test_those_that_have_ended_make_room() -> None:
    """A thousand processes one after another are no thousand at a time."""
    gate = Gate(lambda: 2)
    assert all(gate.may_start() for _ in range(1000))


def test_they_are_not_counted_each_time() -> None:
    """Counting takes longer than starting one."""
    counts = []
    gate = Gate(lambda: counts.append(2) or 2)  # type: ignore[func-returns-value]
    for _ in range(MAX_PROCESSES - 2):
        gate.may_start()
    assert len(counts) == 1


def test_who_wanted_too_many_gets_no_more() -> None:
    """Although there is room again: it is about to be ended."""
    members = MAX_PROCESSES
    gate = Gate(lambda: members)
    assert not gate.may_start()
    members = 2
    assert (gate.may_start(), gate.was_exceeded) == (False, True)


@pytest.mark.skipif(not seccomp.available(), reason="needs seccomp filters")
def test_no_process_too_many_is_ever_made() -> None:
    """However fast it asks for them, a bomb can't take those that others on the machine need."""
    found = subprocess.run(
        [sys.executable, "-c", WATCHER, BOMB], capture_output=True, text=True, timeout=300, check=False
    )
    assert found.returncode == 0, found.stderr
    started, error, was_exceeded = json.loads(found.stdout)
    assert (started + 1, error) == (MAX_PROCESSES, "Resource temporarily unavailable")
    assert was_exceeded
