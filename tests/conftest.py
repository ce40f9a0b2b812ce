"""What several tests need: a machine that is started once, a library of packs, a grader."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from grader.sandbox.machine import Machine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.packs import Pack

# No test may live on what an earlier run's reference answered.
_cache = tempfile.TemporaryDirectory(prefix="grade-tests-")
os.environ["XDG_CACHE_HOME"] = _cache.name

ROOT = Path(__file__).resolve().parents[1]
STEP_BY_STEP = "convolution-step-by-step"
VARIANTS = ROOT / "tests" / "variants" / STEP_BY_STEP


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-variant", action="store_true", help="try every wrong variant (20 minutes)")


@pytest.fixture(scope="session")
def machine() -> Iterator[Machine]:
    with Machine() as machine:
        machine.start()
        yield machine


@pytest.fixture(scope="session")
def library() -> Library:
    return Library()


@pytest.fixture(scope="session")
def pack(library: Library) -> Pack:
    return library.get(STEP_BY_STEP)


@pytest.fixture(scope="session")
def grader(library: Library, machine: Machine) -> Grader:
    return Grader(library, machine, Options(assignment=STEP_BY_STEP))


@pytest.fixture(scope="session")
def standard() -> str:
    """The source of a right solution, written with plain loops as the course suggests."""
    return (VARIANTS / "standard.py").read_text(encoding="utf-8")
