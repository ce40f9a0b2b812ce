"""Faults of functions that share out files: the statement that chose the wrong ones, or moved them.

What went wrong is known from the files; where, from how the function is written: which list of names is
copied into which folder, and which statement made that list.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.checks import Difference
from grader.checks.difference import FOLDERS, TRAINING, VALIDATION
from grader.diagnosis.faults import Fault, fault_at
from grader.diagnosis.layers import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from grader.checks import CheckResult, Failure
    from grader.checks.difference import About
    from grader.extract import Definition
    from grader.judging.judge import Verdict

_SHARED_OUT = 3  # the first arguments: what is shared out, and the two targets
_MOVES = ("move", "rename", "replace", "remove", "rmtree", "unlink")
_SIZES = ("getsize", "stat", "st_size")


def file_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the faults of a function that shares out files, the first one of each check."""
    found: dict[int | None, Fault] = {}
    for result in judgement.results:
        for failure in result.failures[:1]:
            for rule in result.criterion.rules:
                fault = _fault(rule, failure, result, judgement.definition)
                if fault is not None:
                    found.setdefault(fault.line, fault)
    return tuple(found.values())[:2]


def _fault(
    rule: Mapping[str, object], failure: Failure, result: CheckResult, definition: Definition
) -> Fault | None:
    node = definition.last.node
    if not isinstance(node, ast.FunctionDef) or not isinstance(failure.cause, Difference):
        return None
    if rule.get("law") == "tree":
        return _of_folder(node, result, definition)
    if rule.get("law") not in {"split", "kept"}:
        return None
    public = failure.case.public
    aspect = str(rule.get("aspect", rule["law"]))
    function = _Function.of(node)
    part = _ASPECTS[aspect](function, failure.cause.about) if public else function.copied_into(2)
    if part is None or (not public and not _is_negative(part)):
        return None
    message = (
        sentence(failure.cause.message) if public else result.criterion.hint or "A hidden case shows it."
    )
    line = part.lineno + definition.last.shift
    return fault_at(definition.last, line, kind="trace", message=message, certain=False)


def _of_folder(node: ast.FunctionDef, result: CheckResult, definition: Definition) -> Fault | None:
    """Return where the name of a folder is written that should not be there."""
    for failure in result.failures:
        cause = failure.cause
        if not isinstance(cause, Difference) or not failure.case.public or cause.about is None:
            continue
        paths = cause.about.actual[:1] if cause.part == FOLDERS else ()
        names = {name for path in paths for name in path.split("/")}
        written = (n for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))
        for part in written:
            if set(str(part.value).strip("/").split("/")) & names:
                line = part.lineno + definition.last.shift
                return fault_at(definition.last, line, kind="trace", message=sentence(cause.message))
    return None


@dataclass(frozen=True)
class _Function:
    """A function that takes a source, two targets and a share.

    Attributes:
        statements: All its statements, in order, those of loops included.
        parameters: The names of its parameters.
    """

    statements: tuple[ast.stmt, ...]
    parameters: tuple[str, ...]

    @staticmethod
    def of(node: ast.FunctionDef) -> _Function:
        found = sorted((n for n in ast.walk(node) if isinstance(n, ast.stmt) and n is not node), key=_line)
        return _Function(tuple(found), tuple(a.arg for a in node.args.args))

    def copied_into(self, number: int) -> ast.stmt | None:
        """Return the statement that chose what is copied into a target."""
        if number >= len(self.parameters):
            return None
        loops = [self._copying(each) for each in range(1, len(self.parameters)) if each < _SHARED_OUT]
        loop = self._copying(number)
        if loop is None or loops.count(loop) > 1:
            return self._naming(number) or loop
        chosen = [n for n in _loaded(loop.iter) if n not in self.parameters]
        others = [s for s in self.statements if isinstance(s, ast.For) and s is not loop]
        if any(ast.dump(loop.iter) == ast.dump(other.iter) for other in others):
            return loop
        made = [s for s in self.statements if _line(s) < _line(loop) and set(chosen) & _stored(s)]
        return made[-1] if made else loop

    def _copying(self, number: int) -> ast.For | None:
        """Return the last loop that copies into a target."""
        names = self._leading_from(self.parameters[number])
        copies = [s for s in self.statements if isinstance(s, ast.For) and names & _loaded_in(s.body)]
        return copies[-1] if copies else None

    def _naming(self, number: int) -> ast.stmt | None:
        """Return the last statement that names a target: it decides what is copied there."""
        name = self.parameters[number]
        heads = [(s, s.iter if isinstance(s, ast.For) else s) for s in self.statements]
        simple = [(s, head) for s, head in heads if not isinstance(head, (ast.If, ast.With, ast.Try))]
        return next((s for s, head in simple[::-1] if name in _loaded(head)), None)

    def _leading_from(self, name: str) -> set[str]:
        """Return a name and those whose values are made from it."""
        found = {name}
        for statement in self.statements:
            if isinstance(statement, ast.Assign) and found & set(_loaded(statement.value)):
                found |= _stored(statement)
        return found

    def reading(self, number: int) -> ast.stmt | None:
        """Return the first statement that reads a parameter."""
        name = self.parameters[number] if number < len(self.parameters) else ""
        simple = (s for s in self.statements if not isinstance(s, (ast.For, ast.If, ast.With)))
        return next((s for s in simple if name in _loaded(s)), None)

    def calling(self, *words: str) -> ast.stmt | None:
        """Return the last statement that calls one of some functions, or reads such an attribute."""
        return next((s for s in self.statements[::-1] if _calls(s, words)), None)


def _sizes(function: _Function, about: About | None) -> ast.stmt | None:
    if about is None or about.part not in {TRAINING, VALIDATION}:
        return function.reading(3)
    (got, whole), (should, _) = about.actual, about.expected
    target = 2 if about.part == VALIDATION else 1
    # Where all or none are there, or as many as for the other part, the border is not the fault.
    if target == 1 and got not in {0, whole, whole - should}:
        return function.reading(3)
    return function.copied_into(target)


def _validation(function: _Function, _about: About | None) -> ast.stmt | None:
    return function.copied_into(2)


def _training(function: _Function, _about: About | None) -> ast.stmt | None:
    return function.copied_into(1)


_ASPECTS: dict[str, Callable[[_Function, About | None], ast.stmt | None]] = {
    "sizes": _sizes,
    "disjoint": _validation,
    "complete": _validation,
    "copies": _validation,
    "no_empty": lambda function, _: (
        function.calling(*_SIZES) or function.calling("listdir", "scandir", "glob")
    ),
    "shuffled": _training,
    "kept": lambda function, _: function.calling(*_MOVES),
}


def _line(node: ast.stmt) -> int:
    return node.lineno


def _loaded(node: ast.AST) -> list[str]:
    return [n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]


def _loaded_in(body: list[ast.stmt]) -> set[str]:
    return {name for statement in body for name in _loaded(statement)}


def _stored(statement: ast.stmt) -> set[str]:
    if isinstance(statement, (ast.For, ast.If, ast.With, ast.Try)):
        return set()
    return {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _calls(statement: ast.stmt, words: tuple[str, ...]) -> bool:
    if isinstance(statement, (ast.For, ast.With, ast.Try)):
        return False
    whole: ast.AST = statement.test if isinstance(statement, ast.If) else statement
    names = (getattr(n, "attr", getattr(n, "id", "")) for n in ast.walk(whole))
    return any(name in words for name in names)


def _is_negative(statement: ast.stmt) -> bool:
    """Return whether a statement takes the last so many: `names[-n:]` are all of them if n is 0."""
    slices = (n for n in ast.walk(statement) if isinstance(n, ast.Slice) and n.upper is None)
    return any(isinstance(part.lower, ast.UnaryOp) for part in slices)
