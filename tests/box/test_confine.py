"""What confining promises as a whole, and that the course's libraries still work."""

from __future__ import annotations

import os
import sys
import threading
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from boxed import READABLE, boxed, forked, in_force, without

from grader.box import landlock, seccomp, syscalls
from grader.box.confine import (
    ROWS,
    Confinement,
    Support,
    confine,
    default_readable,
    support,
)

pytestmark = pytest.mark.skipif(
    landlock.abi() < 6 or not seccomp.available(), reason="needs Landlock ABI 6 (Linux 6.12) and seccomp"
)


# The whole


def test_all_rows_in_force() -> None:
    """On this kernel every row is in force."""
    assert in_force() == list(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_row_left_out(row: str) -> None:
    """A row that is left out is not said to be in force, and the others are."""
    assert in_force(without(row)) == list(without(row))


def test_support() -> None:
    """The kernel's offer is told without confining the process that asks."""
    assert support() == Support(landlock_abi=landlock.abi(), seccomp=True)
    assert Path("/etc/passwd").read_text()


@pytest.mark.parametrize(
    ("offer", "missing"),
    [
        (Support(landlock_abi=7, seccomp=True), set()),
        (Support(landlock_abi=3, seccomp=True), set()),
        (Support(landlock_abi=2, seccomp=True), {"files"}),
        (Support(landlock_abi=0, seccomp=True), {"files"}),
        (
            Support(landlock_abi=7, seccomp=False),
            {
                "metadata",
                "network",
                "processes",
                "spawning",
                "leftovers",
                "channels",
                "host",
                "kernel",
            },
        ),
    ],
)
def test_partial_support(offer: Support, missing: set[str]) -> None:
    """A row is in force only where its mechanism is there."""
    assert set(ROWS) - missing == set(offer.in_force())


def test_bare_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel without Landlock and seccomp is no error, and the rows say so."""
    monkeypatch.setattr(syscalls, "architecture", lambda: None)

    assert in_force(without("inherited")) == ["memory", "disk"]


def test_threads_refused(tmp_path: Path) -> None:
    """A process with a second thread, which would stay free, can't be confined."""

    def inside() -> str:
        stop = threading.Event()
        thread = threading.Thread(target=stop.wait)
        thread.start()
        try:
            confine(Confinement((), str(tmp_path), (), address_space_bytes=1 << 30, file_bytes=1))
        except RuntimeError as error:
            return str(error)
        finally:
            stop.set()
        return "confined"

    assert forked(inside) == "confine: the process has 2 threads, but should have 1"


# The runtime


def test_readable_runtime() -> None:
    """The runtime's own folders are readable; the project, /proc, /tmp and <prefix>/share are not."""
    closed = (
        "/proc",
        "/tmp",
        "/etc",
        "/home",
        str(Path(sys.prefix) / "share"),
        str(Path(__file__).parents[2]),
    )

    assert not [
        path for path in closed for open_path in default_readable() if f"{path}/".startswith(f"{open_path}/")
    ]
    assert os.path.realpath(os.__file__).startswith(default_readable())


def test_readable_not_nested() -> None:
    """No readable folder lies inside another."""
    assert not [a for a in default_readable() for b in default_readable() if a.startswith(f"{b}/")]


def test_libraries() -> None:
    """SciPy, pandas, h5py and Matplotlib can be imported for the first time in a box, and work."""

    def probe() -> list[Any]:
        import h5py  # type: ignore[import-untyped]
        import matplotlib as mpl
        import pandas as pd  # type: ignore[import-untyped]
        from scipy import signal as scipy_signal  # type: ignore[import-untyped]

        mpl.use("Agg")
        from matplotlib import pyplot as plt

        plt.plot([1, 2, 3])
        plt.savefig("plot.png")
        with h5py.File("data.h5", "w") as file:
            file["x"] = np.ones(3)
        with h5py.File("data.h5") as file:
            total = float(file["x"][:].sum())
        pd.DataFrame({"a": [1, 2]}).to_csv("data.csv")
        convolved = scipy_signal.convolve2d(np.ones((3, 3)), np.ones((2, 2)), mode="valid")
        return [Path("plot.png").stat().st_size > 1000, total, len(pd.read_csv("data.csv")), convolved.sum()]

    assert READABLE
    assert boxed(probe) == [True, 3.0, 2, 16.0]


@pytest.mark.skipif(find_spec("tensorflow") is None, reason="needs TensorFlow")
def test_tensorflow(monkeypatch: pytest.MonkeyPatch) -> None:
    """TensorFlow can be imported for the first time in a box, and learns, predicts, saves and loads."""
    monkeypatch.setenv("TF_NUM_INTRAOP_THREADS", "1")
    monkeypatch.setenv("TF_NUM_INTEROP_THREADS", "1")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "-1")

    def probe() -> list[Any]:
        warnings.simplefilter("ignore")
        import keras  # type: ignore[import-not-found,import-untyped,unused-ignore]

        model = keras.Sequential([keras.layers.Input((4,)), keras.layers.Dense(2)])
        model.compile("sgd", "mse")
        model.fit(np.ones((8, 4)), np.ones((8, 2)), verbose=0)
        x = np.ones((3, 4))
        before, saved = model.predict(x, verbose=0), []
        for name in ("model.keras", "model.h5"):
            model.save(name)
            again = keras.models.load_model(name, compile=False)
            saved.append(bool((again.predict(x, verbose=0) == before).all()))
        model.save_weights("model.weights.h5")
        model.load_weights("model.weights.h5")
        return [*before.shape, *saved]

    assert boxed(probe) == [3, 2, True, True]
