"""Gradescope's folder, as its documentation describes it, in a temporary place."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.commands import PATIENCE_SECONDS, run
from tests.conftest import STEP_BY_STEP


@dataclass(frozen=True)
class Autograder:
    """The folder `/autograder`, wherever it is."""

    folder: Path

    def submit(self, *files: Path | tuple[str, str]) -> None:
        """Put a submission in place: files to copy, or names with texts."""
        for file in files:
            if isinstance(file, Path):
                shutil.copy(file, self.folder / "submission")
            else:
                path = self.folder / "submission" / file[0]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(file[1])

    def run(self) -> subprocess.CompletedProcess[str]:
        """Run the script as Gradescope does: from the folder itself."""
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        return subprocess.run(
            [self.folder / "run_autograder"],
            cwd=self.folder,
            env={**environment, "AUTOGRADER": str(self.folder), "PYTHON": sys.executable},
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE_SECONDS,
            check=False,
        )

    @property
    def results(self) -> dict[str, Any]:
        """What the script has written."""
        text = (self.folder / "results" / "results.json").read_text(encoding="utf-8")
        return dict(json.loads(text))


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the zip file of an assignment by the command."""
    out = tmp_path_factory.mktemp("gradescope") / "autograder.zip"
    result = run("gradescope", STEP_BY_STEP, out, command="grader")
    assert result.returncode == 0, result.stderr
    return out


@pytest.fixture
def autograder(bundle: Path, tmp_path: Path) -> Autograder:
    """Unpack the zip file as Gradescope does, and leave out its set-up: it needs a network."""
    return unpacked(bundle, tmp_path / "autograder")


def unpacked(bundle: Path, folder: Path) -> Autograder:
    """Lay out the folder."""
    (folder / "submission").mkdir(parents=True)
    (folder / "results").mkdir()
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(folder / "source")
    script = Path(shutil.copy(folder / "source" / "run_autograder", folder))
    script.chmod(0o755)
    return Autograder(folder)
