"""Hostile notebooks: students' code that means harm, graded by the real command, and what must come of it.

To add an attack, write `attacks/<slug>.py`: a docstring that says what it tries, then comments

    # loses: pool_forward=15 timeout, conv_forward=3 failed      (or: nothing; failed/error: either)
    # options: --timeout 1                                       (optional)

with the points that honest grading takes off each function, its status, and options for `grade`; then the
code. It becomes the last cell of a notebook whose other cells are the right solution, so the last definition
wins, and `_right = pool_forward` keeps the right one at hand. Only what a graded function needs is executed.
`pool_forward` is the best victim: no other function calls it.

Place-holders are filled in: `@CANARY@` (a file that must not change), `@HOME@` (the grader's home),
`@OUTSIDE@` (an empty folder), `@TMPDIR@` (where scratch folders are made), `@REPORT@` (the report),
`@PROJECT@` (the checkout), `@PID@` (the test's process), `@TCP@`, `@UDP@`, `@UNIX@` (a listener's addresses).

Attacks on Keras lie in `keras_attacks/`, and are on `happyModel` and `convolutional_model` unless a comment
says otherwise: `# assignment: residual-networks`, and `# behind: standard-2022.py` for another edition's
solution. They are graded as a folder, many at once.
"""

from __future__ import annotations

import ast
import json
import os
import re
import signal
import subprocess
import sys
import zlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import nbformat
import numpy as np

from grader.packs import Library
from grader.report.formats.json import schema

if TYPE_CHECKING:
    from collections.abc import Sequence

PROJECT = Path(__file__).resolve().parents[2]
STEP_BY_STEP, APPLICATION = "convolution-step-by-step", "convolution-application"
VARIANTS = PROJECT / "tests" / "variants"
STANDARD = VARIANTS / STEP_BY_STEP / "standard.py"
GRADE = Path(sys.executable).parent / "grade"
IMPATIENT = (sys.executable, Path(__file__).with_name("impatient.py"))
PATIENCE_SECONDS = 300  # a hang of the grader itself
SEED = ("--seed", "5023")  # one set of hidden cases, whose values no report may have

FULL = {
    "zero_pad": 15.0,
    "conv_single_step": 15.0,
    "conv_forward": 15.0,
    "pool_forward": 15.0,
    "conv_backward": 10.0,
    "create_mask_from_window": 10.0,
    "distribute_value": 10.0,
    "pool_backward": 10.0,
}
POINTS = {
    STEP_BY_STEP: FULL,
    APPLICATION: {"happyModel": 50.0, "convolutional_model": 50.0},
    "residual-networks": {"identity_block": 30.0, "convolutional_block": 30.0, "ResNet50": 40.0},
    "transfer-mobilenet": {"data_augmenter": 30.0, "alpaca_model": 50.0, "fine_tuning": 20.0},
    "cats-vs-dogs": {"train_val_datasets": 35.0, "create_model": 30.0, "EarlyStoppingCallback": 35.0},
    "cats-vs-dogs/standard-2022.py": {
        "create_train_val_dirs": 15.0,
        "split_data": 35.0,
        "train_val_generators": 20.0,
        "create_model": 30.0,
    },
}
HONEST = {name: ("passed", points) for name, points in FULL.items()}
FOLDERS = {"attacks": STEP_BY_STEP, "keras_attacks": APPLICATION}

Verdicts = dict[str, tuple[str, float | None]]


@dataclass(frozen=True)
class Attack:
    """One hostile cell and the verdicts that it must get."""

    slug: str
    source: str
    expected: Verdicts
    options: tuple[str, ...]
    assignment: str = STEP_BY_STEP
    standard: str = "standard.py"

    @property
    def family(self) -> str:
        """What it is a kind of."""
        return self.slug.split("-")[0]

    @property
    def command(self) -> tuple[object, ...]:
        """The command that grades it: where limits are to be reached, one that soon gives up."""
        is_endless = "--timeout" in self.options and self.assignment == STEP_BY_STEP
        return IMPATIENT if is_endless else (GRADE,)

    def lost(self, actual: Verdicts) -> Verdicts:
        """Return those of the actual verdicts that are not the expected ones."""
        return {name: verdict for name, verdict in actual.items() if not self._is_expected(name, verdict)}

    def _is_expected(self, name: str, verdict: tuple[str, float | None]) -> bool:
        status, score = self.expected[name]
        return verdict[0] in status.split("/") and verdict[1] == score

    @property
    def passes(self) -> bool:
        """Whether what is left is above the pass mark."""
        return sum(score or 0.0 for _, score in self.expected.values()) >= 80


@dataclass
class Ground:
    """Folders of one run of the command, and what must not change in them."""

    root: Path
    fillers: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for folder in (self.home, self.tmp, self.outside, self.submissions):
            folder.mkdir()
        self.canary.write_text("the canary sings\n")
        os.utime(self.canary, (10**9, 10**9))
        self.canary.chmod(0o640)

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def tmp(self) -> Path:
        return self.root / "tmp"

    @property
    def outside(self) -> Path:
        return self.root / "outside"

    @property
    def submissions(self) -> Path:
        return self.root / "submissions"

    @property
    def canary(self) -> Path:
        return self.root / "canary"

    @property
    def report(self) -> Path:
        return self.root / "report.json"

    def fill(self, source: str) -> str:
        """Put paths and addresses in the place of place-holders."""
        values = {
            "CANARY": self.canary,
            "HOME": self.home,
            "OUTSIDE": self.outside,
            "TMPDIR": self.tmp,
            "REPORT": self.report,
            "PROJECT": PROJECT,
            "PID": os.getpid(),
            "TCP": 1,
            "UDP": 1,
            "UNIX": self.outside / "socket",
            **self.fillers,
        }
        return re.sub(r"@([A-Z]+)@", lambda match: str(values[match[1]]), source)

    def notebook(self, source: str, name: str = "attack.ipynb") -> Path:
        """Write the right solution, one cell a function, and a last cell."""
        return write_notebook(self.submissions / name, self.fill(source))

    def grade(
        self, *arguments: object, patience: float = PATIENCE_SECONDS, command: tuple[object, ...] = (GRADE,)
    ) -> Graded:
        """Run the command; a grader that hangs is killed and the test fails."""
        environment = {**os.environ, "HOME": str(self.home), "TMPDIR": str(self.tmp), "COLUMNS": "200"}
        process = subprocess.Popen(
            [*map(str, (*command, *arguments))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=self.root,
            start_new_session=True,
        )
        try:
            out, err = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate(timeout=patience)
            raise AssertionError(f"grade did not end within {patience} seconds") from None
        return Graded(process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))

    def attack(self, attack: Attack, *options: str) -> Graded:
        """Grade one attack on its own."""
        path = self.notebook(attack.source)
        command = attack.command
        graded = self.grade(path, "-o", self.report, *SEED, *attack.options, *options, command=command)
        if self.report.is_file():
            graded.report = load(self.report)
        return graded

    def attack_at_once(self, attacks: Sequence[Attack], *options: str, patience: float) -> dict[str, Graded]:
        """Grade attacks as a class of submissions; what was printed is in what each of them gave.

        More of them at a time than there are processors: some do nothing but wait.
        """
        for attack in attacks:
            source, path = self.fill(attack.source), self.submissions / f"{attack.slug}.ipynb"
            write_notebook(path, source, assignment=attack.assignment, standard=attack.standard)
        folder = self.root / "reports"
        arguments = (self.submissions, "--output-dir", folder, "-j", 4, *SEED, *options)
        graded = self.grade(*arguments, patience=patience, command=attacks[0].command)
        assert graded.status == 0, graded.err[-2000:]
        reports = {attack.slug: load(folder / f"{attack.slug}.json") for attack in attacks}
        return {
            slug: Graded(graded.status, graded.out, graded.err, report) for slug, report in reports.items()
        }

    def harm(self) -> list[str]:
        """Return what a run left behind or changed: nothing, if all is well."""
        found = [f"left in TMPDIR: {path.name}" for path in self.tmp.iterdir()]
        found += [f"written to HOME: {path.name}" for path in self.home.rglob("*")]
        found += [f"written outside: {path.name}" for path in self.outside.rglob("*")]
        found += [f"written to /tmp: {path.name}" for path in Path("/tmp").glob("hostile-*")]
        found += [f"still running: {command}" for command in processes_with(str(self.tmp))]
        status = self.canary.stat()
        if (status.st_mode & 0o7777, status.st_mtime, status.st_uid) != (0o640, 10**9, os.getuid()):
            found.append("the canary's mode, time or owner is changed")
        if os.listxattr(self.canary):
            found.append("the canary has attributes")
        if self.canary.read_text() != "the canary sings\n":
            found.append("the canary is changed")
        return found


@dataclass
class Graded:
    """What the command gave."""

    status: int
    out: str
    err: str
    report: dict[str, Any] = field(default_factory=dict)

    @property
    def verdicts(self) -> Verdicts:
        """Status and score of every function."""
        return verdicts(self.report)

    @property
    def text(self) -> str:
        """Everything that a student may get to see."""
        return json.dumps(self.report, ensure_ascii=False) + self.out + self.err

    def explain(self) -> str:
        """Say in a few lines what happened, for a failing test."""
        feedback = [f"{f['name']}: {f['feedback']}" for f in self.report.get("functions", [])]
        notes = [d["message"] for d in self.report.get("diagnostics", [])]
        return "\n".join(line[:300] for line in [f"exit {self.status}", *feedback, *notes, self.err[-2000:]])


def verdicts(report: dict[str, Any]) -> Verdicts:
    """Return the status and score of every function of a report."""
    return {f["name"]: (f["status"], f["score"]) for f in report.get("functions", [])}


def load(path: Path) -> dict[str, Any]:
    """Read a report and check it against the shipped schema, strictly."""

    def refuse(constant: str) -> float:
        raise ValueError(f"{constant} in a report")

    report = json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse)
    jsonschema.Draft202012Validator(schema()).validate(report)
    return dict(report)


def expected_after(losses: dict[str, tuple[str, float]], assignment: str = STEP_BY_STEP) -> Verdicts:
    """Return a full solution's verdicts less some losses."""
    full = POINTS[assignment]
    lost = {name: (status, round(full[name] - points, 2)) for name, (status, points) in losses.items()}
    return {**{name: ("passed", points) for name, points in full.items()}, **lost}


@cache
def attacks(folder: str = "attacks") -> tuple[Attack, ...]:
    """Return every attack of a folder."""
    paths = sorted((Path(__file__).parent / folder).glob("*.py"))
    return tuple(_attack(path, FOLDERS[folder]) for path in paths)


def attack(slug: str, folder: str = "attacks") -> Attack:
    """Return one attack."""
    return next(a for a in attacks(folder) if a.slug == slug)


def _attack(path: Path, assignment: str) -> Attack:
    source = path.read_text(encoding="utf-8")
    named = re.search(r"^# assignment: (.+)$", source, re.MULTILINE)
    assignment = named[1].strip() if named else assignment
    stated = re.search(r"^# loses: (.+)$", source, re.MULTILINE)
    options = re.search(r"^# options: (.+)$", source, re.MULTILINE)
    assert stated, f"{path}: does not say what it loses"
    losses = {}
    if stated[1].strip() != "nothing":
        for entry in stated[1].split(","):
            name, points, status = re.split(r"[= ]", entry.strip())
            losses[name] = (status, float(points))
    chosen = tuple(options[1].split()) if options else ()
    behind = re.search(r"^# behind: (\S+)$", source, re.MULTILINE)
    standard = behind[1] if behind else "standard.py"
    own = f"{assignment}/{standard}"  # the edition's, where it has graded names of its own
    expected = expected_after(losses, own if own in POINTS else assignment)
    return Attack(path.stem, source, expected, chosen, assignment, standard)


def write_notebook(
    path: Path, *sources: str, assignment: str = STEP_BY_STEP, standard: str = "standard.py"
) -> Path:
    """Write a notebook: the right solution, one cell a function, then more cells."""
    cells = _cells_of((VARIANTS / assignment / standard).read_text(encoding="utf-8"))
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in (*cells, *sources)]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def _cells_of(standard: str) -> list[str]:
    """Cut a script where it says so, or else around every statement."""
    if "# %%" in standard:
        return standard.split("# %%")
    return [ast.get_source_segment(standard, node) or "" for node in ast.parse(standard).body]


def processes_with(text: str) -> list[str]:
    """Return the command lines of running processes that mention a text: nurseries name their folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            if text in command:
                found.append(command[:200])
    return found


@cache
def hidden_markers(assignment: str = STEP_BY_STEP) -> tuple[str, ...]:
    """Return digits that only a hidden case has: ten in a row of each first value that goes in.

    Where models are asked for, these are the first values of its images and of weights by rule, and its seed.
    """
    pack = Library().get(assignment)
    cases = pack.reference.hidden_cases(int(SEED[1]))
    if assignment == STEP_BY_STEP:
        firsts = [_first_number(case.args) for case in cases]
        return tuple(sorted({_digits(value) for value in firsts if value % 0.25}))
    probes = [case.probe for case in cases if case.probe]
    seeds = {int(probe["seed"]) for probe in probes if probe.get("seed", 0) > 10**5}
    firsts = [_first_number(probe["x"]) for probe in probes if "x" in probe]
    firsts += [_first_weight(seed, shape) for seed in seeds for shape in KERNELS]
    return tuple(sorted({*map(_digits, firsts), *map(str, seeds)}))


KERNELS = ((7, 7, 3, 32), (4, 4, 3, 8), (4, 4, 2, 8))


def _first_weight(seed: int, shape: tuple[int, ...]) -> float:
    """Return the first value of a kernel, as `grader.box.keras.weights` sets it, which imports TensorFlow."""
    random = np.random.default_rng([seed, zlib.crc32(b"kernel"), *shape])
    centred = (random.random(shape, dtype=np.float32) - np.float32(0.5)) * np.float32(2 * 3**0.5)
    return float((centred / np.float32(np.prod(shape[:-1]) ** 0.5)).flat[0])


def _digits(value: float) -> str:
    return f"{abs(value):.12f}".split(".")[1][:10]


def _first_number(value: Any) -> float:
    if isinstance(value, np.ndarray):
        return float(value.flat[0])
    if isinstance(value, (tuple, list)):
        return _first_number(value[0])
    return float(value)
