"""The law of hidden cases: a student's report is the same whichever were drawn.

Only the status and points of hidden checks, and what follows from them, may depend on the cases. Where these
are the same, all of the report is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from harness import STEP_BY_STEP, VARIANTS, attacks, write_notebook

from grader.options import Options
from grader.packs import Library
from grader.pipeline import Grader
from tests.commands import SAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from harness import Ground

    from grader.sandbox.machine import Machine

SEEDS = (5023, 91)
# Try to tell of hidden cases, each in another way.
QUICK = (
    "channel-page-cache", "leak-cell-number", "leak-file", "leak-message", "leak-result",
    "leak-misconception", "leak-undefined-name", "leak-warning", "leak-way", "public-cases-only",
)  # fmt: skip
QUICK_VARIANTS = ("conv_forward-", "zero_pad-", "conv_single_step-bias-only-if-positive")
OF_TENSORFLOW = (
    "cats-vs-dogs",
    "cats-vs-dogs-augmentation",
    "horses-vs-humans-transfer",
    "sign-language-multiclass",
)
# Of the whole notebook: attacks that end by themselves, and soon.
WHOLE = ("files", "forged", "kernel", "network", "secrets", "signals")
CREDIT = {"status", "score", "waiting", "message"}  # of a public check that passes

Content = dict[str, Any]


def _without_hidden_results(report: Mapping[str, Any]) -> Content:
    """Return what must not depend on hidden cases."""
    functions = []
    for function in report["functions"]:
        public = [_by_itself(check) for check in function["checks"] if check["visibility"] == "public"]
        functions.append({"name": function["name"], "cell": function["cell"], "checks": public})
    kept = {k: v for k, v in report.items() if k not in {"score", "passed", "timing", "functions"}}
    return {**kept, "functions": functions}


def _by_itself(check: Mapping[str, Any]) -> Content:
    """Return a public check without its credit, which may depend on whether a hidden one passes."""
    if check["status"] == "passed" or check["waiting"]:
        return {k: v for k, v in check.items() if k not in CREDIT}
    return dict(check)


def _hidden_results(report: Mapping[str, Any]) -> dict[str, str]:
    checks = (check for function in report["functions"] for check in function["checks"])
    return {check["id"]: check["status"] for check in checks if check["visibility"] == "hidden"}


def _differences(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[str]:
    """Return what breaks the law: nothing, if it holds."""
    if _hidden_results(first) == _hidden_results(second):
        parts = [{**report, "timing": None} for report in (first, second)]
    else:
        parts = [_without_hidden_results(report) for report in (first, second)]
    return list(_unequal(*parts, "report"))


def _unequal(first: Any, second: Any, where: str) -> Iterable[str]:
    if isinstance(first, dict) and isinstance(second, dict) and first.keys() == second.keys():
        for key in first:
            yield from _unequal(first[key], second[key], f"{where}.{key}")
    elif isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)) and len(first) == len(second):
        for number, pair in enumerate(zip(first, second, strict=True)):
            yield from _unequal(*pair, f"{where}[{number}]")
    elif first != second:
        yield f"{where}: {first!r:.200} != {second!r:.200}"


def _broken(machine: Machine, paths: Iterable[Path], **options: Any) -> dict[str, list[str]]:
    """Grade submissions under two seeds, and return what breaks the law by submission."""
    library = Library()
    graders = [Grader(library, machine, Options(seed=seed, **options)) for seed in SEEDS]
    found = {}
    for path in paths:
        first, second = (grader.grade(path).as_dict() for grader in graders)
        if broken := _differences(first, second):
            found[path.name] = broken
    return found


def _notebooks(ground: Ground, slugs: Iterable[str] | None = None) -> list[Path]:
    """Write attacks as notebooks."""
    chosen = [each for each in attacks() if slugs is None or each.slug in slugs]
    return [ground.notebook(each.source, f"{each.slug}.ipynb") for each in chosen if not each.options]


def _variants(starts: tuple[str, ...] = ("",)) -> list[Path]:
    """Return wrong variants of a NumPy function, one or a hundred."""
    wrong = sorted((VARIANTS / STEP_BY_STEP / "wrong").glob("*.py"))
    return [next(path for path in wrong if path.name.startswith(start)) for start in starts]


def test_the_law(machine: Machine, ground: Ground) -> None:
    """Holds for attacks that try to tell of hidden cases, and for honest mistakes."""
    paths = [SAMPLE, *_notebooks(ground, QUICK), *_behind_the_standard(ground, _variants(QUICK_VARIANTS))]
    assert _broken(machine, paths) == {}


def _behind_the_standard(ground: Ground, variants: Iterable[Path]) -> list[Path]:
    """Write variants as notebooks: the right solution, and behind it what they change."""
    return [ground.notebook(path.read_text(encoding="utf-8"), f"{path.stem}.ipynb") for path in variants]


@pytest.mark.long
def test_the_law_for_every_attack(machine: Machine, ground: Ground) -> None:
    """Each notebook of the hostile suite."""
    assert _broken(machine, _notebooks(ground)) == {}


@pytest.mark.long
def test_the_law_for_a_hundred_variants(machine: Machine, ground: Ground) -> None:
    """Every wrong variant of a NumPy function, or the first hundred."""
    wrong = sorted((VARIANTS / STEP_BY_STEP / "wrong").glob("*.py"))[:100]
    assert _broken(machine, _behind_the_standard(ground, wrong)) == {}


@pytest.mark.thorough
def test_the_law_for_the_course_of_tensorflow(machine: Machine, ground: Ground) -> None:
    """Attacks on what loads data, on models whose layers are free, and on callbacks."""
    chosen = [a for a in attacks("keras_attacks") if a.assignment in OF_TENSORFLOW and not a.options]
    paths = [
        write_notebook(
            ground.submissions / f"{each.slug}.ipynb",
            ground.fill(each.source),
            assignment=each.assignment,
            standard=each.standard,
        )
        for each in chosen
    ]
    assert _broken(machine, paths) == {}


@pytest.mark.thorough
def test_the_law_with_the_whole_notebook(machine: Machine, ground: Ground) -> None:
    """What its cells find and say comes from before the hidden cases, too."""
    folder = Path(__file__).parent / "execute_attacks"
    found = [path for path in sorted(folder.glob("*.py")) if path.stem.partition("-")[0] in WHOLE]
    whole = [ground.notebook(path.read_text(encoding="utf-8"), f"whole-{path.stem}.ipynb") for path in found]
    assert _broken(machine, [*_notebooks(ground, QUICK), *whole], execute="all") == {}
