"""How fast the Keras assignments are graded, as ratios within one run.

Run by hand, on a machine that does nothing else:  python tests/benchmarks/keras_assignments.py
"""

from __future__ import annotations

import argparse
import contextlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.notebooks import write_notebook

GRADE = Path(sys.executable).with_name("grade")
COLD_LIMIT = 1.4
START_LIMIT, EACH_LIMIT = 1.5, 0.16  # of a class: the nursery, and each submission
NETWORK_LIMIT = 4.0
HAPPY = """\
import tensorflow as tf
import tensorflow.keras.layers as tfl
from cnn_utils import *


def happyModel():
    return tf.keras.Sequential([
        tfl.ZeroPadding2D(padding=3, input_shape=(64, 64, 3)),
        tfl.Conv2D(32, 7, strides=1),
        tfl.BatchNormalization(axis=3),
        tfl.ReLU(),
        tfl.MaxPool2D(),
        tfl.Flatten(),
        tfl.Dense(1, activation="sigmoid"),
    ])
"""
NETWORK = ROOT / "tests" / "variants" / "residual-networks" / "standard.py"
# Builds the network once, in a process that has imported what it needs, and prints the seconds.
BUILD = """\
import sys, time, types
for name in ("resnets_utils", "test_utils", "public_tests", "outputs"):
    module = sys.modules[name] = types.ModuleType(name)
    module.summary = module.comparator = module.ResNet50_summary = None
exec(open({path!r}).read())
start = time.perf_counter()
ResNet50(input_shape=(64, 64, 3), classes=6)
print(time.perf_counter() - start)
"""
ENVIRONMENT = {"TF_USE_LEGACY_KERAS": "1", "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}


def main() -> int:
    """Print every figure with its limit; exit with 1 if one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=40)
    parser.add_argument("--repeat", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        missed = cold(Path(folder), chosen.repeat)
        missed += many(Path(folder), chosen.submissions)
        missed += memory(Path(folder))
        missed += network(Path(folder), chosen.repeat)
    return 1 if missed else 0


def cold(folder: Path, repeat: int) -> int:
    """Compare one submission from the command line with importing TensorFlow, in turns."""
    notebook = write_notebook(folder / "one.ipynb", HAPPY)
    _seconds([str(GRADE), "--quiet", str(notebook)])  # the reference's answers are kept from here on
    baseline, graded = [], []
    for _ in range(repeat):
        baseline.append(_seconds([sys.executable, "-c", "import tensorflow"]))
        graded.append(_seconds([str(GRADE), "--quiet", str(notebook)]))
    ratio = statistics.median(graded) / statistics.median(baseline)
    detail = f"{statistics.median(graded):.2f} s against {statistics.median(baseline):.2f} s"
    return _report("one happyModel, cold, in times of `import tensorflow`", ratio, COLD_LIMIT, detail)


def many(folder: Path, count: int) -> int:
    """Compare the processor time of a class with that of importing TensorFlow.

    On two cores that do nothing else, wall time is about half of it; on busy ones, only this can be compared.
    """
    submissions = folder / "class"
    submissions.mkdir()
    for number in range(count):
        write_notebook(submissions / f"student-{number:04d}.ipynb", HAPPY)
    command = [str(GRADE), "--quiet", "-j", "2", "--output-dir"]
    before = _processor_seconds()
    seconds = _seconds([*command, str(folder / "out"), str(submissions)])
    graded = _processor_seconds() - before
    imported = _processor_seconds_of_import()
    ratio = graded / imported
    detail = f"{graded:.1f} s, {seconds:.1f} s of wall time with -j 2, against {imported:.1f} s"
    what = f"{count} happyModel, processor time in times of `import tensorflow`"
    return _report(what, ratio, START_LIMIT + EACH_LIMIT * count, detail)


def memory(folder: Path) -> int:
    """Print how much memory a box has of its own; looking slows it down, so this is a run by itself."""
    notebook = write_notebook(folder / "one.ipynb", HAPPY)
    largest: dict[str, int] = {}
    with subprocess.Popen([str(GRADE), "--quiet", str(notebook)], stdout=subprocess.DEVNULL) as process:
        parent = psutil.Process(process.pid)
        while process.poll() is None:
            for child in parent.children(recursive=True):
                with contextlib.suppress(psutil.NoSuchProcess):  # it may have ended meanwhile
                    kind = "nursery" if child.ppid() == process.pid else "box"
                    largest[kind] = max(largest.get(kind, 0), _own_memory(child))
            time.sleep(0.05)
    print(f"        memory of its own, at most: { ({k: f'{v // 2**20} MB' for k, v in largest.items()}) }")
    return 0


def network(folder: Path, repeat: int) -> int:
    """Compare the checks of a ResNet50 with building it once."""
    code = BUILD.format(path=str(NETWORK))
    build = statistics.median(float(_output([sys.executable, "-c", code])) for _ in range(repeat))
    source = NETWORK.read_text(encoding="utf-8")
    notebooks = [write_notebook(folder / f"{n}.ipynb", source) for n in range(repeat + 1)]
    _seconds([str(GRADE), "--quiet", str(notebooks[0])])
    one = statistics.median(_seconds([str(GRADE), "--quiet", str(notebooks[0])]) for _ in range(3))
    command = [str(GRADE), "--quiet", "-j", "1", "-o", str(folder / "out.jsonl")]
    several = _seconds([*command, *map(str, notebooks)])
    each = (several - one) / repeat  # what a further submission takes, blocks included
    detail = f"{each:.2f} s for the whole assignment against {build:.2f} s"
    return _report("a residual network, in times of building it once", each / build, NETWORK_LIMIT, detail)


def _own_memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().uss)
    except psutil.Error:
        return 0


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def _processor_seconds() -> float:
    """Return what the commands so far, and the processes below them, have taken of processors."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _processor_seconds_of_import() -> float:
    before = _processor_seconds()
    _seconds([sys.executable, "-c", "import tensorflow"])
    return _processor_seconds() - before


def _output(command: list[str]) -> str:
    kept = {"PATH": "/usr/bin:/bin", "HOME": str(Path.home()), **ENVIRONMENT}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=kept)
    return done.stdout.split()[-1]


def _report(what: str, figure: float, limit: float, detail: str) -> int:
    verdict = "ok" if figure <= limit else "MISSED"
    print(f"{verdict:6}  {what}: {figure:.3f} (limit {limit:g}; {detail})")
    return int(figure > limit)


if __name__ == "__main__":
    sys.exit(main())
