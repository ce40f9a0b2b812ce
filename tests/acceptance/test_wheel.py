"""What is installed from a wheel works without the checkout, and its packs lie where no box can read."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.commands import SAMPLE, run, without_timing
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel from a copy of what the build needs."""
    source = tmp_path_factory.mktemp("source") / "checkout"
    source.mkdir()
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("grader", "assignments", "reference", "rubrics"):
        shutil.copytree(ROOT / name, source / name, ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    out = source.parent / "dist"
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", out, source]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode and ("Could not find" in built.stderr or "connection" in built.stderr.lower()):
        pytest.skip("the build backend can't be had without a network")
    assert built.returncode == 0, built.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def prefix(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an empty environment that finds its dependencies in the running one."""
    prefix = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", prefix], check=True)
    pip = [sys.executable, "-m", "pip", "-q", "--python", prefix / "bin" / "python"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", wheel], check=True, capture_output=True)
    target = prefix / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    packages = Path(sysconfig.get_path("platlib"))
    for name in ("numpy", "numpy.libs"):  # a box reads its own environment's packages only
        if (packages / name).is_dir():
            unneeded = shutil.ignore_patterns("__pycache__", "tests")
            shutil.copytree(packages / name, target / name, copy_function=linked, ignore=unneeded)
    # A path in a .pth file comes after the environment's own packages, and its own .pth files are not read:
    # the editable installation of the checkout stays out of sight.
    (target / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return prefix


def linked(source: str, target: str) -> None:
    """Copy a file, without its bytes where that is possible."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def installed(prefix: Path, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the installed grader."""
    command, *rest = map(str, arguments)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    return subprocess.run(
        [prefix / "bin" / command, *rest],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_the_package_and_the_packs(wheel: Path) -> None:
    """Packs as shared data, no tests."""
    names = zipfile.ZipFile(wheel).namelist()
    roots = {
        name.split("/")[0] if ".data/" not in name else name.split(".data/", 1)[1].split("/")[2]
        for name in names
    }
    assert {root for root in roots if not root.endswith(".dist-info")} == {"grader", "cnn-grade"}
    suffixes = (
        "report.schema.json",
        "rubric.schema.json",
        "published.json",
        "solution.py",
        "cases.py",
        "2017.py",
        "starter.ipynb",
        "course.json",
        "LICENSE",
        "run_autograder",
        "attempts.py",
    )
    assert [s for s in suffixes if not any(name.endswith(s) for name in names)] == []


def test_the_package_comes_from_the_wheel(prefix: Path, tmp_path: Path) -> None:
    """Not from the checkout."""
    result = installed(prefix, "python", "-c", "import grader; print(grader.__file__)", cwd=tmp_path)
    assert Path(result.stdout.strip()).is_relative_to(prefix)


def test_the_packs_are_found(prefix: Path, tmp_path: Path) -> None:
    """Below the prefix."""
    code = "from grader.packs.builtin import builtin_root; print(builtin_root())"
    result = installed(prefix, "python", "-c", code, cwd=tmp_path)
    assert Path(result.stdout.strip()) == prefix / "share" / "cnn-grade"


def test_the_report_is_the_checkouts(prefix: Path, tmp_path: Path) -> None:
    """From another folder, byte for byte but for the time."""
    result = installed(prefix, "grade", SAMPLE, cwd=tmp_path)
    assert result.returncode == 1, result.stderr
    assert without_timing(result.stdout) == without_timing(run(SAMPLE).stdout)


def test_the_toolbox_is_installed_too(prefix: Path, tmp_path: Path) -> None:
    """Both commands are."""
    assert "convolution-step-by-step" in installed(prefix, "grader", "assignments", cwd=tmp_path).stdout


def test_no_box_can_read_the_packs(prefix: Path, tmp_path: Path) -> None:
    """Neither the folder nor a file; the standard library, to compare, can be read."""
    path = tmp_path / "reads.py"
    share = prefix / "share" / "cnn-grade"
    path.write_text(
        "import os\n"
        "def zero_pad(X, pad):\n"
        "    found = []\n"
        f"    for path in ({str(share / 'rubrics' / 'convolution-step-by-step.json')!r},\n"
        f"                 {str(share / 'reference' / 'convolution-step-by-step' / 'solution.py')!r},\n"
        f"                 {str(share / 'assignments' / 'convolution-step-by-step' / 'published.json')!r}, os.__file__):\n"  # noqa: E501
        "        try: found.append(open(path).read(1) != '')\n"
        "        except OSError as error: found.append(type(error).__name__)\n"
        f"    try: found.append(os.listdir({str(share)!r}))\n"
        "    except OSError as error: found.append(type(error).__name__)\n"
        "    raise ValueError(repr(found))\n"
    )
    report = json.loads(installed(prefix, "grade", path, cwd=tmp_path).stdout)
    denied = "PermissionError"
    expected = repr([denied, denied, denied, True, denied])
    assert expected in report["functions"][0]["feedback"]


def test_an_autograder_for_gradescope_can_be_made_of_it(prefix: Path, tmp_path: Path) -> None:
    """With the files that one made of the checkout has, and what the package needs by its own account."""
    made = []
    for make in (installed, lambda _, command, *rest, cwd: run(*rest, command=command, cwd=cwd)):
        out = tmp_path / f"{len(made)}.zip"
        result = make(prefix, "grader", "gradescope", "convolution-step-by-step", out, cwd=tmp_path)
        assert result.returncode == 0, result.stderr
        made.append(zipfile.ZipFile(out))
    wheel, checkout = made
    assert set(wheel.namelist()) == set(checkout.namelist())
    needed = [
        {
            re.split(r"[^\w-]", line.decode())[0].replace("-", "_")
            for line in archive.read("requirements.txt").splitlines()
        }
        for archive in made
    ]
    assert needed[0] == needed[1]
