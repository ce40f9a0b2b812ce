"""Versions, told without importing what they are of."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import numpy as np

from grader.versions import KERAS, keras_versions, version_of


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
    code = "import sys, grader.pipeline, grader.versions as v; v.keras_versions(); print([m for m in ('tensorflow', 'keras', 'tf_keras') if m in sys.modules])"  # noqa: E501
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.strip() == "[]"
