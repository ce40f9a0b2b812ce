"""What several tests need: a machine that is started once, a library of packs, a grader."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from grader.judging import hidden_sets
from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from grader.sandbox import session
from grader.sandbox.machine import Machine
from grader.sandbox.usage import Meter
from tests.programs import UNHURRIED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.packs import Pack
    from grader.sandbox.interface import Limits

# No test may live on what an earlier run's reference answered; the processes of one run share it.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _cache = tempfile.TemporaryDirectory(prefix="grade-tests-")
    os.environ["XDG_CACHE_HOME"] = _cache.name

# Modules whose tests share nothing but a machine: any process may run any of them. Those that take longest go
# first, and all of them after the other modules, so that no process is left without work at the end.
SPREAD = (
    "hostile/test_keras_attacks.py",
    "hostile/test_execute_attacks.py",
    "hostile/test_attacks.py",
    "hostile/test_law.py",
    "acceptance/test_nothing_of_the_reference.py",
    "acceptance/test_variants.py",
)

# Every test is free to take its time on a busy machine.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

ROOT = Path(__file__).resolve().parents[1]
STEP_BY_STEP = "convolution-step-by-step"
VARIANTS = ROOT / "tests" / "variants" / STEP_BY_STEP


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a module together, and give long tests out first."""
    tests = Path(__file__).parent

    def rank(item: pytest.Item) -> int:
        module = item.path.relative_to(tests).as_posix()
        if module in SPREAD:
            return SPREAD.index(module)
        item.add_marker(pytest.mark.xdist_group(module))
        return len(SPREAD)

    items.sort(key=rank)


@pytest.fixture(scope="session")
def machine() -> Iterator[Machine]:
    with Machine() as machine:
        machine.start()
        yield machine


@pytest.fixture(scope="session", autouse=True)
def one_set() -> Iterator[None]:
    """Give every submission the rubric's own hidden cases: the references would run for each set of others.

    The tests of the sets themselves, and those of the command, draw among all of them.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hidden_sets, "SETS", 1)
        yield


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let boxes be ended by what they use of the processor, however long they have to wait for it."""

    def meter(pid: int, scratch: str, limits: Limits) -> Meter:
        return Meter(pid, scratch, replace(limits, wall_factor=UNHURRIED))

    monkeypatch.setattr(session, "Meter", meter)


@pytest.fixture(scope="session")
def library() -> Library:
    return Library()


@pytest.fixture(scope="session")
def pack(library: Library) -> Pack:
    return library.get(STEP_BY_STEP)


@pytest.fixture(scope="session")
def grader(library: Library, machine: Machine) -> Grader:
    return Grader(library, machine, Options(assignment=STEP_BY_STEP, diagnosis="quick"))


@pytest.fixture(scope="session")
def standard() -> str:
    """The source of a right solution, written with plain loops as the course suggests."""
    return (VARIANTS / "standard.py").read_text(encoding="utf-8")
