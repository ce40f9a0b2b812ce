"""Running the real commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, STEP_BY_STEP

SAMPLE = ROOT / "assignments" / STEP_BY_STEP / "sample.ipynb"
STARTER = ROOT / "assignments" / STEP_BY_STEP / "starter.ipynb"
COMMANDS = Path(sys.executable).parent
PATIENCE_SECONDS = 300  # until a broken test fails; nothing waits for it


def run(
    *arguments: object, command: str = "grade", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, with both outputs caught."""
    return subprocess.run(
        [COMMANDS / command, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **environment},
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def without_timing(report: str | dict[str, Any]) -> dict[str, Any]:
    """Return a report without the only part that differs between two runs."""
    content = json.loads(report) if isinstance(report, str) else report
    return {key: value for key, value in content.items() if key != "timing"}
