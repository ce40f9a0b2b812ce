"""How the suite is given out to processes."""

from __future__ import annotations

import os

import pytest


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="one process runs everything")
def test_a_module_is_run_by_one_process(request: pytest.FixtureRequest) -> None:
    """Its tests are a group: what is made once for a module is made once."""
    assert request.node.nodeid.endswith("@test_conftest.py")
