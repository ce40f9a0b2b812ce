"""Loads rubrics: finds them by name or path, extends them and checks them against their assignment."""

from __future__ import annotations

import os
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.errors import PackError, UsageError
from grader.extract.parsing import tree_of
from grader.extract.submission import digest
from grader.packs.files import load_json
from grader.packs.kinds import KINDS
from grader.packs.model import (
    Assignment,
    Criterion,
    ExecutionRule,
    LateRule,
    Rubric,
    Tolerance,
    counting,
)
from grader.support.decimals import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DEFAULT = "default"


def load_rubric(name: str | None, folder: Path, assignment: Assignment) -> Rubric:
    """Load a rubric.

    Args:
        name: `default`, the name of another rubric in the folder, or a path to a file.
        folder: The `rubrics/` folder next to the assignment.
        assignment: The assignment that it must fit.

    Raises:
        UsageError: There is no such rubric.
        PackError: The rubric does not match its schema, or names something that the assignment lacks.
    """
    path = _find(name or DEFAULT, folder, assignment.id)
    content, sources = _resolve(path, folder, assignment.id, seen=())
    reference = folder.parent / "reference" / assignment.id
    functions = {
        function: tuple(with_test(read_criterion(entry, content), reference) for entry in entries)
        for function, entries in content["functions"].items()
    }
    _check(path, functions, content.get("points", {}), assignment)
    counted = {name: tuple(c for c in criteria if not c.remark) for name, criteria in functions.items()}
    return Rubric(
        name=content["name"],
        digest=digest(b"\0".join(source.read_bytes() for source in sources)),
        pass_mark=float(content["pass_mark"]),
        seed=content["seed"],
        functions={
            name: _scaled(counted[name], content.get("points", {}).get(name), _editions(assignment, name))
            for name in assignment.all_names
        },
        remarks={name: tuple(c for c in functions[name] if c.remark) for name in assignment.all_names},
        execution=ExecutionRule(**content["execution"]) if "execution" in content else None,
        late=LateRule(**content["late"]) if "late" in content else None,
    )


def _find(name: str, folder: Path, assignment: str) -> Path:
    as_path = Path(name)
    if as_path.suffix.lower() == ".json" or len(as_path.parts) > 1 or os.sep in name:
        if not as_path.is_file():
            raise UsageError(f"there is no rubric {name}")
        return as_path
    path = folder / (f"{assignment}.json" if name == DEFAULT else f"{assignment}.{name}.json")
    if not path.is_file() and name == DEFAULT:
        raise PackError("is missing", path)
    if not path.is_file():
        known = ", ".join(rubric_names(folder, assignment))
        raise UsageError(f"{assignment} has no rubric {name!r}; there are: {known}")
    return path


def rubric_names(folder: Path, assignment: str) -> list[str]:
    """Return the names of an assignment's rubrics, starting with the default one."""
    others = (
        p.name.removeprefix(f"{assignment}.").removesuffix(".json")
        for p in folder.glob(f"{assignment}.*.json")
    )
    return [DEFAULT, *sorted(others)]


def _resolve(
    path: Path, folder: Path, assignment: str, seen: tuple[Path, ...]
) -> tuple[dict[str, Any], list[Path]]:
    """Return a rubric's content merged with the rubric it extends, and the files it came from."""
    if path in seen:
        raise PackError("extends: it extends itself", path)
    content = load_json(path, "rubric")
    if "extends" not in content:
        return content, [path]
    try:
        extended = _find(content["extends"], folder, assignment)
    except UsageError as error:
        raise PackError(f"extends: {error}", path) from error
    base, sources = _resolve(extended, folder, assignment, (*seen, path))
    functions = {**base["functions"], **content.get("functions", {})}
    points = {**base.get("points", {}), **content.get("points", {})}
    return {**base, **content, "functions": functions, "points": points}, [path, *sources]


def read_criterion(entry: Mapping[str, Any], content: Mapping[str, Any]) -> Criterion:
    """Return a criterion; missing fields come from the rubric's `content` or from the defaults."""
    aspect = entry["id"].split(".", 1)[1]
    kind = KINDS[entry["kind"]]
    tolerances = entry.get("tolerances", content["tolerances"])
    return Criterion(
        id=entry["id"],
        kind=entry["kind"],
        points=exact(entry.get("points", 0)),
        visibility=entry.get("visibility", "public"),
        cases=tuple(entry.get("cases", (kind.group or aspect,))),
        part=entry.get("part"),
        aspects=tuple(entry.get("aspects", kind.default_aspects)) if kind.aspects else (),
        ignored=tuple(entry.get("ignored", ())),
        supporting=entry.get("supporting", False),
        hint=entry.get("hint"),
        why=entry.get("why"),
        rules=tuple(entry.get("rules", ())),
        test=entry.get("test"),
        remark=entry.get("remark", False),
        editions=tuple(entry.get("generations", ())),
        tolerances={dtype: Tolerance(**bounds) for dtype, bounds in tolerances.items()},
    )


def with_test(criterion: Criterion, reference: Path) -> Criterion:
    """Return a criterion with the path of its test, which is in the reference's folder.

    Raises:
        PackError: There is no such test.
    """
    if criterion.test is None:
        return criterion
    name, _, function = criterion.test.partition("::")
    path = reference / name
    try:
        tree = tree_of(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError) as error:
        raise PackError(f"can't be read, but {criterion.id} names a test in it: {error}", path) from error
    if function not in {getattr(node, "name", None) for node in tree.body}:
        raise PackError(f"has no function {function}, which {criterion.id} names", path)
    return replace(criterion, test=f"{path}::{function}")


def _check(
    path: Path,
    functions: Mapping[str, Iterable[Criterion]],
    points: Mapping[str, float],
    assignment: Assignment,
) -> None:
    for field, names in (("functions", functions), ("points", points)):
        unknown = sorted(set(names) - set(assignment.all_names))
        if unknown:
            raise PackError(f"{field}: {assignment.id} has no function {', '.join(unknown)}", path)
    lacking = [name for name in assignment.all_names if name not in functions]
    if lacking:
        raise PackError(f"functions: {', '.join(lacking)} is missing", path)
    ids = [criterion.id for criteria in functions.values() for criterion in criteria]
    doubled = sorted({i for i in ids if ids.count(i) > 1})
    if doubled:
        raise PackError(f"functions: {', '.join(doubled)} is listed twice", path)
    for name, criteria in functions.items():
        for criterion in criteria:
            if not criterion.id.startswith(f"{name}."):
                raise PackError(f"functions.{name}: the id {criterion.id} must start with {name}.", path)


def _editions(assignment: Assignment, name: str) -> tuple[str, ...]:
    """Return the editions in which a name is graded."""
    return tuple(g.id for g in assignment.editions if name in assignment.in_edition(g).names)


def _scaled(
    criteria: tuple[Criterion, ...], points: float | None, editions: tuple[str, ...]
) -> tuple[Criterion, ...]:
    """Distribute a function's points over its criteria in each edition, in exact proportion."""
    if points is None:
        return criteria
    totals = {e: sum((c.points for c in counting(criteria, e)), Fraction()) for e in editions}
    if not any(totals.values()):
        raise PackError(f"points: the criteria of {criteria[0].id.split('.')[0]} have no points to scale")
    return tuple(scaled for c in criteria for scaled in _in_editions(c, exact(points), totals))


def _in_editions(
    criterion: Criterion, points: Fraction, totals: Mapping[str, Fraction]
) -> Iterator[Criterion]:
    """Yield a criterion with its share of some points, once for each total of the editions that it is for."""
    own = {e: total for e, total in totals.items() if counting((criterion,), e)}
    for total in dict.fromkeys(own.values()):
        same = tuple(e for e, other in own.items() if other == total)
        share = criterion.points * points / total if total else Fraction()
        editions = criterion.editions if len(same) == len(own) else same
        yield replace(criterion, points=share, editions=editions)
