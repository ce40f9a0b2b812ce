"""Faults of callbacks that end a training: the wrong condition, or what should end it and does not."""

from __future__ import annotations

import ast
import difflib
from typing import TYPE_CHECKING, Any, NamedTuple

from grader.diagnosis.faults import Fault, fault_at
from grader.diagnosis.layers import sentence
from grader.extract.nodes import names_in
from grader.sandbox.interface import Returned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from grader.checks import Evidence, Failure
    from grader.extract import Statement
    from grader.judging.judge import Verdict

_SWITCH, _HOOK = "stop_training", "on_epoch_end"
_ALIKE = 0.6  # similarity of names, where one is misspelt
_BASE = "The class does not inherit from keras.callbacks.Callback, so Keras can do nothing with it."
_NEVER = "Nothing here ends the training: set self.model.stop_training to True."
_COMPARES = "`==` compares and changes nothing: to set the attribute, write a single `=`."
_ELSEWHERE = "Keras looks at self.model.stop_training only."
_TAKEN = 3  # self, epoch, logs
_TAKES = "Keras passes an epoch and its logs to this method, which takes ({0}) only."
_OTHER_TIME = "Keras calls this method at another time than at the end of an epoch, which is on_epoch_end."
_UNKNOWN_HOOK = "Keras calls no method of this name: at the end of an epoch it calls on_epoch_end."


class _Part(NamedTuple):
    """A piece of a class, with the top-level statement that it is in."""

    statement: Statement
    node: ast.stmt | ast.expr


def callback_faults(judgement: Verdict) -> tuple[Fault, ...]:
    """Return the line of a callback at which it does not decide as it should; only public cases count."""
    last = judgement.definition.last
    failures = [f for result in judgement.results for f in result.failures if f.case.public]
    if not isinstance(last.node, ast.ClassDef) or not failures:
        return ()
    items = [item for item in judgement.evidence if item.case.id == failures[0].case.id]
    if not items or "epochs" not in (items[0].case.probe or {}):
        return ()
    own = _Class.of(judgement)
    found = _found(own, items[0], failures[0])
    if found is None:
        return ()
    part, message = found
    return (_fault(part, message, certain=not own.is_doubtful(part)),)


def _found(own: _Class, item: Evidence, failure: Failure) -> tuple[_Part, str] | None:
    if not own.bases:
        return _Part(own.statement, own.last), _BASE
    if not isinstance(item.outcome, Returned):
        return own.misdeclared()
    found = own.misplaced() or own.missing()
    if found is not None:
        return found
    message = sentence(getattr(failure.cause, "message", "it is wrong"))
    return _Part(*(own.other_setting(item) or own.deciding(item) or own.stops[0])), message


def _fault(part: _Part, message: str, *, certain: bool) -> Fault:
    statement, node = part
    compound = hasattr(node, "body") and message != _NEVER
    head = node.lineno if compound else node.end_lineno or node.lineno
    first, last = node.lineno + statement.shift, head + statement.shift
    return fault_at(statement, first, end_line=last, kind="layer", message=message, certain=certain)


class _Class(NamedTuple):
    """A callback, with the classes that it inherits from.

    Attributes:
        statement: Its definition.
        last: Its node.
        parts: Every statement and expression of its classes.
    """

    statement: Statement
    last: ast.ClassDef
    parts: Sequence[_Part]

    @staticmethod
    def of(judgement: Verdict) -> _Class:
        last = judgement.definition.last
        every = (s for s in judgement.definition.statements if isinstance(s.node, ast.ClassDef))
        classes = {s.node.name: s for s in every if isinstance(s.node, ast.ClassDef)}  # the last one counts
        nodes = ((s, n) for s in classes.values() for n in ast.walk(s.node))
        parts = [_Part(s, n) for s, n in nodes if isinstance(n, (ast.stmt, ast.expr))]
        assert isinstance(last.node, ast.ClassDef)  # noqa: S101 - asked before
        return _Class(last, last.node, parts)

    @property
    def bases(self) -> list[ast.expr]:
        """What it inherits from."""
        return self.last.bases

    @property
    def stops(self) -> list[_Part]:
        """The statements that set the attribute of the model that ends the training."""
        return [p for p in self.parts if any(_is_switch(target) for target in _targets(p.node))]

    @property
    def hooks(self) -> list[_Part]:
        """The methods that Keras may call."""
        methods = (p for p in self.parts if isinstance(p.node, ast.FunctionDef))
        return [p for p in methods if getattr(p.node, "name", "").startswith("on_")]

    def misplaced(self) -> tuple[_Part, str] | None:
        """Return the method that should be the one for the end of an epoch, if there is none such."""
        names = {getattr(p.node, "name", "") for p in self.hooks}
        if not self.hooks or _HOOK in names:
            return None
        method = self.hooks[-1]
        known = getattr(method.node, "name", "") in _HOOKS
        return method, _OTHER_TIME if known else _UNKNOWN_HOOK

    def misdeclared(self) -> tuple[_Part, str] | None:
        """Return the method for the end of an epoch, if it cannot be called with an epoch and its logs."""
        for part in self.hooks:
            match part.node:
                case ast.FunctionDef(name=name, args=ast.arguments(vararg=None) as own) if name == _HOOK:
                    names = [a.arg for a in (*own.posonlyargs, *own.args)]
                    if len(names) < _TAKEN and not (own.kwarg or own.kwonlyargs):
                        return part, _TAKES.format(", ".join(names))
        return None

    def missing(self) -> tuple[_Part, str] | None:
        """Return what stands where the training should be ended, if nothing ends it."""
        if self.stops:
            return None
        for part in self.parts:
            match part.node:
                case ast.Expr(value=ast.Compare(left=ast.Attribute(attr=name))) if name == _SWITCH:
                    return part, _COMPARES
                case ast.Assign(targets=[ast.Attribute(attr=name)]) if _like_the_switch(name):
                    return part, _ELSEWHERE
        inside = [p for p in self.parts if isinstance(p.node, ast.If)]
        returned = [p for p in self.parts if isinstance(p.node, ast.Return) and p.node.value is not None]
        found = returned[-1:] or inside[-1:] or self.hooks[-1:]
        return (found[0], _NEVER) if found else None

    def other_setting(self, item: Evidence) -> _Part | None:
        """Return the statement that sets another attribute of the model, or the wrong value."""
        (actual, _), number = _decisions(item), _first_wrong(item)
        touched = [] if number is not None else actual.get("touched", [])
        for part in self.parts:
            for target in _targets(part.node):
                if isinstance(target, ast.Attribute) and target.attr in touched:
                    return part
        for part in self.stops:
            match part.node:
                case ast.Assign(value=ast.Constant(value=value)) if not value:
                    return part
        return None

    def deciding(self, item: Evidence) -> _Part | None:
        """Return the comparison that decides wrongly in the first epoch that is wrong, or its condition."""
        number = _first_wrong(item)
        if number is None:
            return None
        (_, expected), logs = _decisions(item), item.case.probe["epochs"]  # type: ignore[index]  # its cases have one
        wanted = expected["stopped"][number]
        good = [log for log, stops in zip(logs, expected["stopped"], strict=False) if stops]
        low = {key for key, value in logs[number].items() if all(value < log.get(key, value) for log in good)}
        for part in self.parts:
            for key, limit, where, named in self._comparisons(part):
                value = logs[number].get(key, 0.0)
                if (value < limit) if wanted else (key in low and value >= limit):
                    return where if _decides(key, logs, expected["stopped"]) else named
        return self._condition()

    def is_doubtful(self, part: _Part) -> bool:
        """Return whether a condition reads a variable that an earlier statement may have made wrong."""
        if not isinstance(part.node, (ast.If, ast.IfExp)):
            return False
        read = names_in(part.node.test, ast.Load)
        return any(self._logged(value) is None for name in read for _, value in self._assigned(name))

    def _condition(self) -> _Part | None:
        """Return the last condition on which the training is ended; of a name, where it is set."""
        found = [p for p in self.parts if isinstance(p.node, (ast.If, ast.IfExp))]
        last = max(found, key=lambda part: part.node.lineno, default=None)
        if last is None or not isinstance(last.node, (ast.If, ast.IfExp)):
            return None
        return self._set(last.node.test) or last

    def _set(self, node: ast.expr) -> _Part | None:
        """Return the only statement that sets a name; None of anything else."""
        found = [part for part, _ in self._assigned(node.id)] if isinstance(node, ast.Name) else []
        return found[0] if len(found) == 1 else None

    def _comparisons(self, part: _Part) -> Iterator[tuple[str, float, _Part, _Part]]:
        """Yield what a comparison compares of what was logged, with which number, and where each is set."""
        match part.node:
            case ast.Compare(left=left, comparators=[right]):
                for one, other in ((left, right), (right, left)):
                    key, (limit, where) = self._logged(one), self._number(other)
                    if key is not None and limit is not None:
                        yield key, limit, where or part, self._set(one) or part

    def _logged(self, node: ast.expr) -> str | None:
        """Return under which name a value was logged, if it is one that was."""
        match node:
            case ast.Subscript(slice=ast.Constant(value=str() as key)):
                return key
            case ast.Call(func=ast.Attribute(attr="get"), args=[ast.Constant(value=str() as key), *_]):
                return key
            case ast.BoolOp(values=[first, *_]):
                return self._logged(first)
            case ast.Name(id=name):
                given = (value for _, value in self._assigned(name))
                found = [
                    v for v in given if not isinstance(v, ast.Name) and name not in names_in(v, ast.Load)
                ]
                return self._logged(found[-1]) if found else None
        return None

    def _number(self, node: ast.expr) -> tuple[float | None, _Part | None]:
        """Return a number, and where it is set if that is elsewhere."""
        match node:
            case ast.Constant(value=int() | float() as number):
                return float(number), None
            case ast.Name(id=name) | ast.Attribute(attr=name):
                for part, value in reversed(list(self._assigned(name))):
                    if isinstance(value, ast.Constant) and isinstance(value.value, (int, float)):
                        return float(value.value), part
        return None, None

    def _assigned(self, name: str) -> Iterator[tuple[_Part, ast.expr]]:
        """Yield the values that are assigned to a name or an attribute, alone or among others."""
        for part in self.parts:
            if not isinstance(part.node, ast.Assign):
                continue
            for target in part.node.targets:
                several = isinstance(target, ast.Tuple) and isinstance(part.node.value, ast.Tuple)
                targets = target.elts if isinstance(target, ast.Tuple) and several else [target]
                value = part.node.value
                values = value.elts if isinstance(value, ast.Tuple) and several else [value]
                for one, other in zip(targets, values, strict=False):
                    if getattr(one, "id", getattr(one, "attr", None)) == name:
                        yield part, other


_HOOKS = frozenset(
    f"on_{what}_{when}"
    for what in ("epoch", "batch", "train", "test", "predict", "train_batch", "test_batch", "predict_batch")
    for when in ("begin", "end")
)


def _targets(node: ast.AST) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else []


def _is_switch(node: ast.expr) -> bool:
    match node:
        case ast.Attribute(value=ast.Attribute(attr="model"), attr=name) if name == _SWITCH:
            return True
    return False


def _like_the_switch(name: str) -> bool:
    return difflib.SequenceMatcher(None, name, _SWITCH).ratio() >= _ALIKE


def _decisions(item: Evidence) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return what a callback did, and what it should do."""
    found: list[Mapping[str, Any]] = []
    for outcome in (item.outcome, item.reference):
        value = outcome.value if isinstance(outcome, Returned) else None
        part = value.get("stops") if isinstance(value, dict) else None
        found.append(part if isinstance(part, dict) else {})
    return found[0], found[1]


def _decides(key: str, logs: Sequence[Mapping[str, float]], stopped: Sequence[bool]) -> bool:
    """Return whether a number for the logged values of a key could tell some epochs from the last ones."""
    known = [(log[key], stops) for log, stops in zip(logs, stopped, strict=False) if key in log]
    least = min((value for value, stops in known if stops), default=None)
    return least is not None and any(value < least for value, stops in known if not stops)


def _first_wrong(item: Evidence) -> int | None:
    """Return the number of the first epoch after which a callback does not decide as it should."""
    actual, expected = (each.get("stopped", ()) for each in _decisions(item))
    pairs = enumerate(zip(actual, expected, strict=False))
    return next((number for number, (got, should) in pairs if got != should), None)
