"""Versions, told without importing what they are of."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from grader.sandbox.interface import Limits
from grader.sandbox.session import execute
from grader.sandbox.versions import KERAS, box_files, keras_versions, version_of
from tests.programs import batches

if TYPE_CHECKING:
    from grader.sandbox.machine import Machine


def test_a_version_is_that_of_the_distribution() -> None:
    """As pip would tell it."""
    assert version_of("numpy") == np.__version__


def test_what_is_not_installed_has_none() -> None:
    """It is no error."""
    assert version_of("no-such-distribution") is None


def test_each_kind_has_its_distribution() -> None:
    """Keras 3 and Keras 2."""
    found = {kind: (version_of(name) or "?").split(".")[0] for kind, name in KERAS.items()}
    assert found == {"keras3": "3", "keras2": "2"}


def test_all_three_versions_are_told() -> None:
    """The kept answers of a reference depend on them."""
    assert keras_versions() == (version("tensorflow"), version("keras"), version("tf_keras"))


def test_nothing_is_imported_for_it() -> None:
    """TensorFlow takes seconds."""
    code = "import sys, grader.pipeline, grader.sandbox.versions as v; v.keras_versions(); print([m for m in ('tensorflow', 'keras', 'tf_keras') if m in sys.modules])"  # noqa: E501
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300
    )
    assert found.stdout.strip() == "[]"


LOADED = """
import sys

def f(training):
    modules = [m.__file__ for name, m in sorted(sys.modules.items()) if name.partition(".")[0] == "grader"]
    return " ".join(modules)
"""


@pytest.mark.parametrize("kind", ["numpy", "keras3", "keras2"])
def test_the_digest_covers_every_module_that_a_box_loads(machine: Machine, kind: str) -> None:
    """Else cached answers would survive a change of what gave them."""
    (batch,) = batches(LOADED, {"f": [()]})
    asked = replace(batch.cases[0], kwargs={"training": False}, probe={"eager": True})
    execution = execute(machine.provider(kind), [replace(batch, cases=(asked,))], Limits())
    (answer,) = execution.outcomes.values()
    assert {Path(name).resolve() for name in answer.value.split()} - set(box_files()) == set()
