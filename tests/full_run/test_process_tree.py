"""Families of processes: nobody gets out of one, and all end at once. Each test has a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from typing import Any

import pytest

HEAD = """
import json, os, subprocess, sys, time
from grader.full_run.process_tree import ProcessTree, ProcessTreeMeter
from grader.full_run.gate import Gate
from grader.sandbox.interface import BoxEndedError, Limits
tree = ProcessTree()
def start(code):
    tree.leaders.append(subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        start_new_session=True))
    return tree.leaders[-1].stdout.readline()
def alive(pid):
    try:
        os.kill(int(pid), 0)
    except OSError:
        return False
    return True
def meter(**limits):
    found = ProcessTreeMeter(tree, "/no/such/folder", Limits(**limits), Gate(tree.size))
    found.restart(lambda: limits.get("cpu_seconds", 100))
    return found
def checked(found):
    while True:
        try:
            found.check()
        except BoxEndedError as ended:
            return ended.stopped.reason
"""
DAEMON = """
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        print(os.getpid(), flush=True)
        time.sleep(1000)
    os._exit(0)
os.wait()
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="subreapers are Linux's")


def inside(body: str) -> Any:
    """Return what a script tells that has a family of its own."""
    code = HEAD + f"DAEMON = {DAEMON!r}\n" + textwrap.dedent(body)
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False
    )
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def test_what_has_a_session_of_its_own_ends_too() -> None:
    """Its parent has ended, and nobody knew it."""
    assert inside("""
        pid = start(DAEMON)
        before = alive(pid)
        tree.end()
        print(json.dumps([before, alive(pid), len(tree.members())]))
    """) == [True, False, 0]


def test_a_leader_that_has_ended_is_seen() -> None:
    """And stays a zombie until the family ends."""
    assert inside("""
        start("print(1, flush=True); input()")
        running = tree.has_ended(tree.leaders[0])
        start("print(1, flush=True)")
        while not tree.has_ended(tree.leaders[1]):
            pass
        print(json.dumps([running, tree.leaders[1].returncode]))
        tree.end()
    """) == [False, None]


def test_orphans_are_buried() -> None:
    """No zombies pile up."""
    assert inside("""
        start("import os, sys\\nif os.fork(): os._exit(0)\\nprint(os.getpid(), flush=True)")
        while len(tree.members()) > 1:
            tree.reap()
        print(json.dumps([process.pid == tree.leaders[0].pid for process in tree.members()]))
        tree.end()
    """) == [True]


@pytest.mark.parametrize(
    ("code", "limits", "reason"),
    [
        ("import subprocess\nfor _ in range(70): subprocess.Popen(['sleep', '100'])", {}, "processes"),
        ("held = b'x' * 300_000_000; input()", {"memory_bytes": 200 * 2**20}, "memory"),
        (
            "import os\nif os.fork(): os.wait()\nheld = b'x' * 150_000_000; input()",
            {"memory_bytes": 100 * 2**20},
            "memory",
        ),
        ("import os\nif os.fork(): os.wait()\nwhile True: pass", {"cpu_seconds": 0.5}, "timeout"),
    ],
)
def test_all_of_it_is_measured(code: str, limits: dict[str, Any], reason: str) -> None:
    """Whatever process uses it."""
    assert (
        inside(f"""
            start("print(1, flush=True)\\n" + {code!r})
            print(json.dumps(checked(meter(**{limits!r}))))
            tree.end()
        """)
        == reason
    )


def test_the_time_of_the_dead_counts() -> None:
    """A chain of short lives is no way out."""
    assert inside("""
        start("import subprocess, sys\\n"
              "for _ in range(3): subprocess.run([sys.executable, '-c', 'sum(range(10**7))'])\\n"
              "print(1, flush=True); input()")
        found = meter()
        found.check()
        print(json.dumps(found.total_seconds() > 0.2))
        tree.end()
    """)
