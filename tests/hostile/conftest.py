"""Fixtures of the hostile suite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from harness import Ground

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """Folders of its own for each run: home, scratch, a canary."""
    return Ground(tmp_path)
