"""Judge live functions by the public checks, with the same comparison as `grade`."""

from __future__ import annotations

import ast
import builtins
import re
from collections import ChainMap
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from grader.checks import Evidence, run_checks
from grader.diagnosis.fingerprints import recognised
from grader.extract import Definition, Statement, extract
from grader.extract.scopes import Names
from grader.judging.judge import Verdict
from grader.live.calls import Caller
from grader.live.models import model_call, variables_call
from grader.live.untouched import names_read
from grader.packs.expected import Expected, load_expected
from grader.sandbox.interface import Returned, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np

    from grader.live.notebook import Notebook
    from grader.packs import Edition, Pack

SECONDS = {"numpy": 10.0, "keras": 60.0}  # for all cases of a function, in wall time


@dataclass(frozen=True)
class Judged:
    """A verdict, and the data shown with it.

    Attributes:
        function: The function.
        verdict: The verdict of the public checks.
        edition: The published edition it was compared with.
        arrays: The expected results, by case id and position in the result.
        printed: The beginning of the function's printed output.
        advice: The advice on the misconception that its results show, if they do.
        call: The call of the first case that failed, as one line of code; empty if there is no short one.
    """

    function: Any
    verdict: Verdict
    edition: Edition
    arrays: Mapping[str, Mapping[str, np.ndarray]]
    printed: str
    advice: str | None = None
    call: str = ""


def edition_of(notebook: Notebook, pack: Pack) -> Edition:
    """Return the edition that a notebook is of: by its text, or else by what is defined."""
    if notebook.submission.text:
        return pack.edition_of(notebook.submission)
    live = notebook.names.keys()
    editions = pack.assignment.editions

    def there(edition: Edition) -> int:
        functions = pack.in_edition(edition).assignment.functions
        return sum(live >= set(f.variables or (f.name,)) for f in functions)

    _, newest = max((there(edition), number) for number, edition in enumerate(editions))
    return editions[newest]


@dataclass(frozen=True)
class Judge:
    """Judges the live functions of one notebook for one assignment."""

    pack: Pack
    notebook: Notebook
    seconds: float | None = None
    known: Edition | None = None  # the edition, where the pack has its names already
    with_lines: bool = True  # whether to say where a model is wrong

    @property
    def expected(self) -> Expected:
        """The public checks.

        Raises:
            PackError: They have not been published.
        """
        return load_expected(self.pack.assignment.folder)

    @property
    def edition(self) -> Edition:
        """The edition that the notebook is of, as far as it is there."""
        return self.known or edition_of(self.notebook, self.pack)

    def missing(self, name: str) -> tuple[str, ...]:
        """Return the variables of a graded cell that are not set yet."""
        function = self.pack.assignment.function(name)
        wanted = (*function.variables, *function.given[:1]) if function.variables else (name,)
        return tuple(variable for variable in wanted if variable not in self.notebook.names)

    def judge(self, name: str, function: Any) -> Judged:
        """Judge one function by the notebook's edition, or by each possible edition if that is unknown.

        Args:
            name: The graded name.
            function: The function; unused for a graded cell.

        Raises:
            PackError: The assignment's files are inconsistent.
        """
        first, *others = self._editions()
        best = self._judge_by(first, name, function)
        for edition in others:
            stopped = any(isinstance(item.outcome, Stopped) for item in best.verdict.evidence)
            if best.verdict.passed or stopped:
                break
            other = self._judge_by(edition, name, function)
            best = other if other.verdict.merit > best.verdict.merit else best
        return best

    def _editions(self) -> tuple[Edition, ...]:
        """Return the notebook's edition first, then other possible or accepted editions."""
        text = self.notebook.submission.text
        editions = self.pack.assignment.editions
        likely = self.pack.edition_of(self.notebook.submission)
        votes = {g.id: sum(bool(re.search(mark, text)) for mark in g.marks) for g in editions}
        others = (
            g
            for g in editions
            if g.id in likely.accepts or (g != likely and votes[g.id] == votes[likely.id] > 0)
        )
        return likely, *others

    def _judge_by(self, edition: Edition, name: str, function: Any) -> Judged:
        variants = self._variants(function)
        cases = [c for c in self.pack.public_cases(edition.id, variants) if c.function == name]
        called = self._caller(name, function).answers(cases)
        keys = {case.id: (case.id, edition.id, variants) for case in cases}
        answers = self.expected.answers
        evidence = tuple(
            Evidence(
                case,
                called.outcomes[case.id],
                Returned(answers[keys[case.id]]) if keys[case.id] in answers else None,
            )
            for case in cases
        )
        verdict = Verdict(
            function=name,
            definition=self._definition(name, function),
            results=run_checks(self.expected.checks_in(edition.id, name), evidence),
            evidence=evidence,
        )
        arrays = {
            case: self.expected.arrays[key] for case, key in keys.items() if key in self.expected.arrays
        }
        known = self.expected.advice_in(edition.id, variants, name)
        advice = None if verdict.passed else recognised(called.outcomes, known)
        call = self._call(verdict, edition, variants)
        return Judged(function, verdict, edition, arrays, called.printed, advice, call)

    def _call(self, verdict: Verdict, edition: Edition, variants: tuple[str, ...]) -> str:
        failed = (failure.case for result in verdict.results for failure in result.failures)
        first = next(failed, None)
        return "" if first is None else self.pack.line_of(first, edition.id, variants)

    def _caller(self, name: str, function: Any) -> Caller:
        assignment, names = self.pack.assignment, self.notebook.names
        seconds = self.seconds or SECONDS[assignment.runtime]
        call: Callable[[Any, Any, Any], Any]
        if (graded := assignment.function(name)).variables:
            call = variables_call(names, assignment, graded)
        elif assignment.runtime == "keras":
            call = model_call(function, names, assignment, self._origin)
        else:

            def call(args: Any, kwargs: Any, _probe: Any) -> Any:
                return function(*args, **kwargs)

        return Caller(function, self.notebook, call, seconds)

    def _variants(self, function: Any) -> tuple[str, ...]:
        """Return the names a function uses from the course's helper modules, if results depend on them."""
        modules, names = self.pack.assignment.stubs, self.notebook.names
        known = {name for _, _, variants in self.expected.answers for name in variants}
        used = known & names_read(function, names)
        return tuple(sorted(n for n in used if getattr(names[n], "__module__", None) in modules))

    @property
    def _origin(self) -> Callable[[str], str]:
        """A function that returns where the code of a file comes from; empty if it is not the student's."""
        codes = [value.__code__ for value in self._own if hasattr(value, "__code__")]
        files = {code.co_filename for code in codes} if self.with_lines else set()

        @cache
        def origin(name: str) -> str:
            if name not in files:
                return ""
            number = self.notebook.cell_of(name)
            return "<script>" if number is None else f"<cell {number}>"

        return origin

    @property
    def _own(self) -> list[Any]:
        """The functions that the notebook defines."""
        names = self.notebook.names
        return [value for value in names.values() if getattr(value, "__globals__", None) is names]

    def _definition(self, name: str, function: Any) -> Definition:
        """Return a function's definition, with the cells of the notebook's other functions.

        Of a graded cell, what was run last counts.
        """
        names, assignment = self.notebook.names, self.pack.assignment
        if assignment.function(name).variables and self.with_lines:
            cells, specs = self.notebook.submission, assignment.cells
        else:
            cells, specs = self.notebook.source_of([function, *self._own]), {}
        found = extract(cells, [name], starter=self.pack.starter, cells=specs).definitions.get(name)
        if found is None:
            return Definition(name, _NOWHERE, (), frozenset())
        return replace(found, known=ChainMap(names, vars(builtins)))


_NONE = frozenset[str]()
_NOWHERE = Statement("", None, 0, ast.Pass(), Names(_NONE, _NONE, _NONE, star=False))


def compared_arrays(judged: Judged) -> list[tuple[str, Any, np.ndarray]]:
    """Return the function's results with the expected ones: position, actual, expected."""
    found = []
    for item in judged.verdict.evidence:
        if not isinstance(item.outcome, Returned):
            continue
        value = item.outcome.value
        for location, should in judged.arrays.get(item.case.id, {}).items():
            parts = {f"return[{n}]": p for n, p in enumerate(value)} if isinstance(value, tuple) else {}
            found.append((location, {"return": value, **parts}.get(location), should))
    return found
