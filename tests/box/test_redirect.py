"""Folders that notebooks hard-code, seen by Python's own functions in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from grader.box.redirect import as_written, redirect, redirected

if TYPE_CHECKING:
    from pathlib import Path

SETUP = """
import builtins, csv, glob, io, json, os, pathlib, shutil, sys
import numpy as np
from grader.box import redirect
redirect.install()
from os import listdir, mkdir
root = sys.argv[1] + "/case"
os.makedirs(root + "/tmp/pets")
os.chdir(root)
redirect.redirect(root)
"""


def said_by(code: str, tmp_path: Path) -> Any:
    """Return what a program leaves in `out`, with files redirected into a folder."""
    program = f"{SETUP}{dedent(code)}\nprint(json.dumps(out))"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


WAYS_TO_WRITE = {
    "open": "open('/tmp/pets/a', 'w').write('x')",
    "io": "io.open('/tmp/pets/a', 'w').write('x')",
    "os": "os.write(os.open('/tmp/pets/a', os.O_CREAT | os.O_WRONLY), b'x')",
    "pathlib": "pathlib.Path('/tmp/pets/a').write_text('x')",
    "shutil": "open('b', 'w').write('x'); shutil.copy('b', '/tmp/pets/a')",
    "copy2": "open('b', 'w').write('x'); shutil.copy2('b', '/tmp/pets/a')",
    "move": "open('b', 'w').write('x'); shutil.move('b', '/tmp/pets/a')",
    "rename": "open('b', 'w').write('x'); os.rename('b', '/tmp/pets/a')",
    "bytes": "open(b'/tmp/pets/a', 'w').write('x')",
    "numpy": "np.savetxt('/tmp/pets/a', [1])",
    "keyword": "open(file='/tmp/pets/a', mode='w').write('x')",
}
WAYS_TO_LIST = {
    "listdir": "listdir('/tmp/pets')",
    "scandir": "[e.name for e in os.scandir('/tmp/pets')]",
    "scandir closed": "list(map(lambda e: e.name, os.scandir('/tmp/pets').__enter__()))",
    "walk": "[name for _, _, names in os.walk('/tmp/pets') for name in names]",
    "glob": "sorted(map(os.path.basename, glob.glob('/tmp/pets/*')))",
    "iterdir": "[p.name for p in pathlib.Path('/tmp/pets').iterdir()]",
    "path": "listdir(pathlib.Path('/tmp') / 'pets')",
    "slashes": "listdir('/tmp//pets/')",
    "changed into": "(os.chdir('/tmp/pets'), listdir('.'))[1]",
}


@pytest.mark.parametrize("way", WAYS_TO_WRITE.values(), ids=WAYS_TO_WRITE)
def test_what_is_written_lies_below_the_root(way: str, tmp_path: Path) -> None:
    """By whichever function it is written."""
    said_by(f"{way}; out = 1", tmp_path)
    assert (tmp_path / "case/tmp/pets/a").is_file()


@pytest.mark.parametrize("way", WAYS_TO_LIST.values(), ids=WAYS_TO_LIST)
def test_what_is_listed_lies_there_and_comes_in_order(way: str, tmp_path: Path) -> None:
    """The order of a folder would be another one on each machine."""
    made = "for n in 'cab': open(f'/tmp/pets/{n}', 'w').close()\n"
    assert said_by(f"{made}out = {way}", tmp_path) == ["a", "b", "c"]


def test_removing_all_of_it_removes_nothing_of_anybodys(tmp_path: Path) -> None:
    """A cell of the oldest edition does so first."""
    (tmp_path / "mine").touch()
    assert said_by("shutil.rmtree('/tmp'); out = os.path.exists('/tmp')", tmp_path) is False
    assert (tmp_path / "mine").exists()
    assert not (tmp_path / "case/tmp").exists()


def test_paths_that_lead_there_already_are_left_alone(tmp_path: Path) -> None:
    """The root itself may lie in a folder of that name."""
    code = "open(os.getcwd() + '/tmp/pets/a', 'w').close(); out = os.listdir(os.path.abspath('tmp/pets'))"
    assert said_by(code, tmp_path) == ["a"]


def test_other_folders_are_what_they_are(tmp_path: Path) -> None:
    """Python's own, and names that only begin alike."""
    assert said_by("out = [os.path.isfile(os.__file__), os.path.exists('/tmpfiles')]", tmp_path) == [
        True,
        False,
    ]


def test_a_message_tells_paths_as_they_were_written(tmp_path: Path) -> None:
    """No name of this machine's gets into a report."""
    redirect(f"{tmp_path}/case")
    try:
        found = f"No such file: '{redirected('/tmp/pets')}', {tmp_path}/case/here, {tmp_path}/case"
        assert as_written(found) == "No such file: '/tmp/pets', ./here, ."
    finally:
        redirect(None)


def test_nothing_is_redirected_while_no_case_has_files() -> None:
    """What a box does for itself is not a notebook's."""
    assert redirected("/tmp/pets") == "/tmp/pets"


@pytest.mark.parametrize("path", [3, None, object(), "relative", "/etc/passwd"])
def test_what_is_no_path_of_a_notebooks_stays(path: Any, tmp_path: Path) -> None:
    """Descriptors, other folders, other things."""
    redirect(f"{tmp_path}/case")
    try:
        assert redirected(path) is path
    finally:
        redirect(None)
