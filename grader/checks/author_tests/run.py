"""Runs one author's test with pytest, on the outcomes of cases. Imported by the process of the tests only."""

from __future__ import annotations

import builtins
import copy
import inspect
import os
import random
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.box.worker import SEED
from grader.checks.author_tests.arguments import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_EXCEPTIONS = vars(builtins) | {"LinAlgError": np.linalg.LinAlgError}


class FromStudentError(Exception):
    """What a student's function raised, or that it returned nothing: a failure if the test lets it pass."""

    case = ""


class NoValueError(FromStudentError):
    """The student's function was stopped, or returned more than fits."""


class NoCaseError(Exception):
    """A test calls a function with arguments that no case has."""


@dataclass(frozen=True)
class Outcome:
    """One case, for a test: `value` is what the student's function returned; asking for it may raise.

    Attributes:
        id: The case's id.
        args: Its positional arguments.
        kwargs: Its keyword arguments.
        raised: The name of the exception that the function raised; None if it returned.
    """

    id: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    raised: str | None
    _reply: Mapping[str, Any] = field(repr=False)

    def __getitem__(self, variable: str) -> Any:
        """Return what a graded cell sets a variable to.

        Raises:
            AssertionError: It does not set it.
        """
        values = self.value
        if variable not in values:
            raise AssertionError(f"{variable} is not set")
        return values[variable]

    @property
    def value(self) -> Any:
        """What the function returned.

        Raises:
            Exception: What the function raised.
        """
        if "returned" in self._reply:
            return copy.deepcopy(self._reply["returned"])
        raise _exception(self.id, self._reply)


def _exception(case: str, reply: Mapping[str, Any]) -> Exception:
    """Return an exception of the type that the student's function raised, as far as its name says."""
    if "raised" not in reply:
        error: Exception = NoValueError(reply["nothing"])
    else:
        types, message = reply["raised"]["types"], reply["raised"]["message"]
        known = (_EXCEPTIONS.get(name) for name in types)
        base: Any = next((k for k in known if inspect.isclass(k) and issubclass(k, Exception)), Exception)
        try:
            error = type(types[0] if types else "Exception", (FromStudentError, base), {})(message)
        except (TypeError, ValueError):  # it takes other arguments, has another layout, or no such name
            error = FromStudentError(message)
    error.case = case  # type: ignore[attr-defined]  # carried to the caller
    return error


class StandIn:
    """A stand-in for the student's function: returns, or raises, what that did for the same arguments."""

    def __init__(self, name: str, outcomes: Sequence[Outcome]) -> None:
        self.__name__ = name
        self._outcomes = {key_of(outcome.args, outcome.kwargs): outcome for outcome in outcomes}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return what the student's function returned."""
        outcome = self._outcomes.get(key_of(args, kwargs))
        if outcome is None:
            shown = ", ".join([*map(repr, args), *(f"{name}={value!r}" for name, value in kwargs.items())])
            raise NoCaseError(f"{self.__name__}({shown}) is not among the cases")
        return outcome.value

    def __repr__(self) -> str:
        return self.__name__


def reply_to(request: Mapping[str, Any]) -> dict[str, Any]:
    """Run a test, and return what became of it; see `result_of`."""
    path, _, name = request["test"].rpartition("::")
    outcomes = [
        Outcome(case, args, kwargs, _name(reply), reply) for case, _, args, kwargs, reply in request["cases"]
    ]
    functions = {function for _, function, *_ in request["cases"]}
    watcher = _Watcher()
    status = pytest.main(
        [
            f"{path}::{name}",
            *("-q", "-x", "-p", "no:cacheprovider", "-p", "no:faulthandler", "--import-mode=importlib"),
            *("-c", os.devnull, f"--rootdir={Path(path).parent}", "--strict-markers", "--disable-warnings"),
        ],
        plugins=[watcher, _fixtures(functions, outcomes)],
    )
    if watcher.found:
        return watcher.found
    return {} if status == pytest.ExitCode.OK else {"broken": "nothing"}


def _name(reply: Mapping[str, Any]) -> str | None:
    return next(iter(reply["raised"]["types"]), "Exception") if "raised" in reply else None


def _fixtures(functions: set[str], outcomes: Sequence[Outcome]) -> ModuleType:
    """Return a plugin with what a test may ask for: the function, all cases, or one case after the other."""
    plugin: Any = ModuleType("outcomes")

    @pytest.fixture
    def cases() -> tuple[Outcome, ...]:
        return tuple(outcomes)

    def pytest_generate_tests(metafunc: Any) -> None:
        if "case" in metafunc.fixturenames:
            metafunc.parametrize("case", outcomes, ids=[outcome.id for outcome in outcomes])

    plugin.cases, plugin.pytest_generate_tests = cases, pytest_generate_tests
    for number, function in enumerate(sorted(functions)):

        @pytest.fixture(name=function)
        def stand_in(function: str = function) -> StandIn:
            return StandIn(function, outcomes)

        setattr(plugin, f"stand_in_{number}", stand_in)
    return plugin  # type: ignore[no-any-return]  # pytest's plugins have no type


class _Watcher:
    """Remembers the first thing that went wrong."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self) -> None:
        """Seed the random numbers of the test as a box does before every call; see pytest."""
        random.seed(SEED)
        np.random.seed(SEED)  # noqa: NPY002 - what old tests draw from

    def pytest_runtest_makereport(self, item: Any, call: Any) -> None:
        """Look at how a part of a test ended; see pytest."""
        if call.excinfo is None or self.found:
            return
        found = _found(call.excinfo)
        case = getattr(item, "callspec", None) and item.callspec.params.get("case")
        sentence = (inspect.getdoc(item.function) or "").partition("\n\n")[0]
        self.found = {**found, "sentence": sentence, "case": case.id if case else ""}

    def pytest_collectreport(self, report: Any) -> None:
        """Look at how a file was read; see pytest."""
        if report.failed and not self.found:
            lines = str(report.longrepr).strip().splitlines()
            self.found = {"broken": lines[-1].removeprefix("E").strip() if lines else "it can't be read"}


def _found(excinfo: Any) -> dict[str, Any]:
    error = excinfo.value
    if isinstance(error, FromStudentError):
        return {"outcome": error.case}
    if isinstance(error, NoCaseError):
        return {"error": f"an error: {error}"}
    if isinstance(error, pytest.skip.Exception):
        return {"error": "a skip, which judges nothing"}
    if isinstance(error, (AssertionError, pytest.fail.Exception)):
        return {"assertion": _shortened(str(error) or excinfo.exconly())}
    return {"error": excinfo.exconly(tryshort=True)}


def _shortened(message: str) -> str:
    """Return an assertion's message: its author's sentence if it has one, else the values."""
    lines = [line.strip() for line in message.strip().splitlines() if line.strip()]
    if len(lines) > 1 and not lines[0].startswith("assert ") and lines[1].startswith("assert "):
        return lines[0]
    where = (
        f"where {line.lstrip('+ ').removeprefix('where ')}"
        for line in lines
        if line.startswith("+") and "<" not in line
    )
    if lines and lines[0].startswith("assert "):
        return " ".join([lines[0], *where])
    return "; ".join(lines)
