"""Boxes of both Kerases; each nursery imports its own once for all tests of a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.box.keras.inside import KINDS

if TYPE_CHECKING:
    from grader.sandbox.interface import Runtime
    from grader.sandbox.machine import Machine


@pytest.fixture(scope="session", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def keras(machine: Machine, kind: str) -> Runtime:
    """Where boxes of one Keras come from."""
    return machine.provider(kind)
