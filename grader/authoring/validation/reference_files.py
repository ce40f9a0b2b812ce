"""What can be said of the Python files of a reference without running the functions."""

from __future__ import annotations

import ast
import reprlib
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.authoring.validation.finding import ERROR, WARNING, Finding, listed, suggestion
from grader.errors import GradeError, PackError
from grader.packs.files import in_words, validator
from grader.packs.kinds import PUBLISHED
from grader.packs.reference import Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from grader.authoring.validation.contents import Contents
    from grader.packs import Case, Pack


def finding_of(error: Exception, fallback: Path | str, severity: str = ERROR) -> Finding:
    """Return an error as a finding, in the file that it is about."""
    if isinstance(error, PackError):
        return Finding(error.where or str(fallback), error.message, severity)
    text = str(error) if isinstance(error, GradeError) else f"{type(error).__name__}: {error}"
    return Finding(str(fallback), text, severity)


def attempt(action: Callable[[], Any], fallback: Path | str) -> list[Finding]:
    """Return what an action complains of, as findings."""
    try:
        action()
    except Exception as error:  # noqa: BLE001 - a pack may be broken in any way, and its author reads this
        return [finding_of(error, fallback)]
    return []


def solution_findings(pack: Pack, contents: Contents) -> Iterator[Finding]:
    """Yield why the solution can't be read, and files for editions that are not there."""
    folder, solution = pack.reference.folder, pack.reference.solution
    if not solution.is_file():
        yield Finding(str(solution), "is missing; the solution is in it, and the starter is made from it")
        return
    seen = set()
    for edition in pack.assignment.editions:
        own = pack.in_edition(edition)
        for found in attempt(
            lambda own=own, name=edition.id: own.reference.definitions(name),  # type: ignore[misc]  # a default binds the loop's value
            solution,
        ):
            if found not in seen:
                yield found
            seen.add(found)
    for path in sorted(folder.glob("generations/*.py")):
        for name in path.stem.split("+"):
            if name not in contents.editions:
                hint = suggestion(name, contents.editions) or f"; there are: {listed(contents.editions)}"
                yield Finding(str(path), f"is named after an edition {name!r}, which is not there{hint}")


def hidden_findings(pack: Pack, contents: Contents) -> Iterator[Finding]:
    """Yield what is wrong with the calls of `cases.py`, and note their groups."""
    path = pack.reference.folder / "cases.py"
    seed = 7
    try:
        cases, again = (
            Reference(pack.reference.folder, pack.assignment).hidden_cases(seed) for _ in range(2)
        )
    except Exception as error:  # noqa: BLE001 - the author's own code
        yield finding_of(error, path)
        return
    misused = [(case, text) for case in cases for holds, text in _misuses(case) if not holds]
    for case, text in misused[:1]:
        yield Finding(str(path), f"a Call of {_short(case.function)}: {text}")
    if misused:
        return
    contents.hidden = {}
    wrong = [found for case in cases for found in _case_findings(case, path, contents)]
    yield from dict.fromkeys(wrong)
    if [case.frame for case in cases] != [case.frame for case in again]:
        yield Finding(str(path), "two runs give other cases; draw all numbers from the argument `random`")
    yield from _repeated(cases, path)


def _case_findings(case: Case, path: Path, contents: Contents) -> Iterator[Finding]:
    assert contents.hidden is not None  # noqa: S101 - set by the caller
    if case.function not in contents.names:
        hint = suggestion(case.function, contents.names)
        yield Finding(str(path), f"{case.function!r} is not a graded name{hint}")
        return
    for name in case.editions:
        if name not in contents.editions:
            hint = suggestion(name, contents.editions) or f"; there are: {listed(contents.editions)}"
            yield Finding(str(path), f"{case.id}: there is no edition {name!r}{hint}")
    if case.group == PUBLISHED:
        yield Finding(str(path), f"{case.id}: the group {PUBLISHED!r} is for published cases; use another")
    for error in _probe_errors(case):
        field = error.json_path.removeprefix("$").lstrip(".")
        yield Finding(str(path), f"{case.id}: probe{'.' + field if field else ''}: {in_words(error)}")
    contents.hidden.setdefault((case.function, case.group), set()).update(case.editions or contents.editions)


def _misuses(case: Case) -> Iterator[tuple[bool, str]]:
    """Yield whether each argument of a Call has its type, and what to write instead."""
    yield isinstance(case.function, str), "the function is not a name in quotes"
    group = f"the group is {_short(case.group)}; write a name in quotes, which the rubric's checks use"
    yield isinstance(case.group, str), group
    yield isinstance(case.args, tuple), f"args is {_short(case.args)}; write a tuple, as in (x,)"
    yield (
        isinstance(case.kwargs, dict),
        f'kwargs is {_short(case.kwargs)}; write a dictionary, as in {{"pad": 1}}',
    )
    probe = f'probe is {_short(case.probe)}; write a dictionary, as in {{"want": ["graph"]}}'
    yield case.probe is None or isinstance(case.probe, dict), probe
    which = f'generations is {_short(case.editions)}; write a tuple, as in ("2021",)'
    yield isinstance(case.editions, tuple), which
    try:
        sendable = bool(case.frame)
    except (TypeError, ValueError):
        sendable = False
    yield (
        sendable,
        "an argument is no data; use numbers, texts, arrays, lists, tuples and dictionaries of them",
    )


def _short(value: object) -> str:
    return reprlib.repr(value).replace("\n", " ")


def _probe_errors(case: Case) -> list[Any]:
    if case.probe is None:
        return []
    known = validator("published")
    schema = {"$ref": "#/$defs/probe", "$defs": known.schema["$defs"]}  # type: ignore[index]  # a schema is a dictionary
    return list(known.evolve(schema=schema).iter_errors(_as_json(dict(case.probe))))


def _as_json(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_as_json(item) for item in value]
    if isinstance(value, dict):
        return {key: _as_json(item) for key, item in value.items()}
    return value.tolist() if isinstance(value, np.generic) else [] if isinstance(value, np.ndarray) else value


def _repeated(cases: Sequence[Case], path: Path) -> Iterator[Finding]:
    seen: dict[Any, str] = {}
    for case in cases:
        first = seen.setdefault((case.function, case.frame, case.editions), case.id)
        if first != case.id:
            yield Finding(str(path), f"{case.id} repeats {first}: the same arguments; remove one", WARNING)


def misconception_findings(pack: Pack, contents: Contents) -> Iterator[Finding]:
    """Yield misconceptions of no function, without advice, or named alike."""
    path = pack.reference.folder / "misconceptions.py"
    if not path.is_file():
        return
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except SyntaxError as error:
        yield Finding(f"{path}:{error.lineno}", f"is not valid Python: {error.msg}")
        return
    except (OSError, ValueError) as error:
        yield finding_of(error, path)
        return
    seen: set[str] = set()
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name in used:
            continue
        if "__" not in node.name.strip("_"):
            text = f"{node.name} is not used, and is no misconception"
            advice = "those are called <graded name>__<mistake>, with two underscores"
            yield Finding(f"{path}:{node.lineno}", f"{text}: {advice}", WARNING)
            continue
        name, where = node.name.split("__")[0], f"{path}:{node.lineno}"
        if name not in contents.names:
            hint = suggestion(name, contents.names)
            yield Finding(where, f"{node.name}: {name!r} is not a graded name{hint}")
        if not ast.get_docstring(node):
            yield Finding(where, f"{node.name} has no docstring, which is what the student reads; write one")
        if node.name in seen:
            yield Finding(where, f"{node.name} is defined twice; give each a name of its own")
        seen.add(node.name)
