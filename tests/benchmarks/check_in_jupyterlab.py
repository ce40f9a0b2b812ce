"""Look at `check` in JupyterLab, in a headless Chromium.

Run by hand:  python -m tests.benchmarks.check_in_jupyterlab SHOT.png [NOTEBOOK]

Looked at is a notebook with right, wrong, hanging, raising and undefined functions, or the one that is
named, for instance a starter. It needs jupyterlab, selenium, chromium and chromedriver. Two pictures are
saved: SHOT.png and SHOT-dark.png.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.acceptance.test_check import AUGMENTER, HANGING, KERAS, RAISING, RIGHT
from tests.live.kernels import students_copy

if TYPE_CHECKING:
    from collections.abc import Iterator

PORT = 8899
WIDTH, HEIGHT = 1250, 7600
SECONDS = 180
POOLING = """
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H, n_W, n_C = A_prev.shape
    f, stride = hparameters["f"], hparameters["stride"]
    A = np.zeros((m, (n_H - f) // stride + 1, (n_W - f) // stride + 1, n_C))
    for i, h, w, c in np.ndindex(A.shape):
        window = A_prev[i, h * stride : h * stride + f, w * stride : w * stride + f]
        A[i, h, w, c] = window.max() if mode == "max" else window.mean()
    return A, (A_prev, hparameters)
"""
SHIFTED = """
def zero_pad(X, pad):
    print("padding", X.shape)
    return np.pad(X, ((0, 0), (2 * pad, 0), (pad, pad), (0, 0)))
"""
CELLS = (
    "import numpy as np\nfrom grader import check",
    f"{RIGHT}\ncheck(zero_pad)",
    f"%%check\n{SHIFTED}",
    f"{POOLING}\ncheck(pool_forward)",
    f"{HANGING}\ncheck(distribute_value, timeout=1)",
    f"{RAISING}\ncheck(create_mask_from_window)",
    'check("conv_forward")',
    'check("conv_fourward", 3)',
    f"{RIGHT}\ncheck(timeout=1)",
    KERAS + AUGMENTER,
    "check(happyModel, convolutional_model, data_augmenter)",
)


def write_notebook(path: Path) -> None:
    """Write the notebook that is looked at."""
    cells = [new_markdown_cell("# A student's notebook"), *(new_code_cell(text.strip()) for text in CELLS)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Run a JupyterLab on a folder; yield its address."""
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={PORT}"]
    options = ["--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"]
    own = {"PYTHONPATH": str(folder), "JUPYTER_CONFIG_DIR": str(folder / "config")}
    environment = {**os.environ, **own, "TF_CPP_MIN_LOG_LEVEL": "3"}
    with (folder / "server.log").open("w") as log:
        running = subprocess.Popen([*command, *options], cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        yield f"http://localhost:{PORT}/lab/tree/check.ipynb"
    finally:
        running.terminate()
        running.wait()


@contextmanager
def browser() -> Iterator[Any]:
    """Run a Chromium without a window."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for option in ("--headless=new", "--no-sandbox", "--disable-gpu", f"--window-size={WIDTH},{HEIGHT}"):
        options.add_argument(option)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        yield driver
    finally:
        driver.quit()


def wait_until_it_answers(address: str) -> None:
    """Wait until a server takes requests."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address)  # noqa: S310 - our own
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(address)


def wait_for(driver: Any, script: str) -> None:
    """Wait until a script returns something true."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        try:
            if driver.execute_script(f"return {script}"):
                return
        except Exception:  # noqa: BLE001, S110 - the page is not there yet
            pass
        time.sleep(0.5)
    raise TimeoutError(script)


def main(shot: Path, given: Path | None = None) -> None:
    """Open the notebook, run it from top to bottom, and take both pictures."""
    with tempfile.TemporaryDirectory() as name, browser() as driver:
        folder = students_copy(Path(name))
        if given is None:
            write_notebook(folder / "check.ipynb")
        else:
            shutil.copy(given, folder / "check.ipynb")
        with server(folder) as address:
            wait_until_it_answers(address)
            driver.get(address)
            notebook = "window.jupyterapp && window.jupyterapp.shell.currentWidget"
            wait_for(driver, f"{notebook}.content.widgets.length > 1")
            wait_for(driver, f"{notebook}.sessionContext.session?.kernel?.status == 'idle'")
            driver.execute_script("window.jupyterapp.commands.execute('application:toggle-left-area')")
            driver.execute_script("window.jupyterapp.commands.execute('notebook:run-all-cells')")
            cells = f"{notebook}.content.widgets.map(widget => widget.model)"
            wait_for(driver, f"{cells}.every(cell => cell.type != 'code' || cell.executionCount)")
            time.sleep(2)
            driver.save_screenshot(str(shot))
            dark = "window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
            driver.execute_script(dark)
            time.sleep(3)
            driver.save_screenshot(str(shot.with_stem(f"{shot.stem}-dark")))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
