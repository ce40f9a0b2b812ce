"""`check`: check the functions that a notebook has defined so far with the public cases."""

from __future__ import annotations

import ast
import difflib
import math
import sys
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.diagnosis.remarks import of_run
from grader.diagnosis.sentences import explain, unused_in
from grader.errors import GradeError, UsageError
from grader.extract import Program
from grader.extract.variables import Variable, sentences, variables_read
from grader.judging.judge import Judgements
from grader.live.hints import EVERYTHING, WHAT, WHERE, lines_at, notes_at
from grader.live.models import waits_for_line_below
from grader.live.notebook import Notebook, here
from grader.live.result import Bar, Checked, Finding, Line
from grader.live.untouched import names_read
from grader.live.verdicts import Judge, Judged, compared_arrays, edition_of
from grader.packs import KINDS, Library
from grader.report.build import status_of
from grader.report.entries import check_entry
from grader.report.pictures import picture_of
from grader.sandbox.interface import Outcome
from grader.support.text import meant_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grader.checks import CheckResult
    from grader.judging.judge import Verdict
    from grader.packs import Pack

AUDIENCE = "student"
_HEADLINES = {
    "passed": "All public checks passed.",
    "error": "It raised an exception.",
    "timeout": "It did not finish in time.",
    "failed": "Not right yet.",
}


def check(
    *what: Any,
    assignment: str | None = None,
    timeout: float | None = None,
    packs: str | Path | Iterable[str | Path] = (),
    hint: int | None = None,
) -> Checked:
    """Check functions with the public cases: `check(function)`, or `check()` for all that are defined so far.

    The notebook does not change: neither its variables nor the state of its random numbers. Hidden cases
    remain, so passing here does not mean full marks.

    Args:
        *what: Graded functions, or their names in quotes; for a graded cell, its name in the report.
        assignment: The assignment's id, needed if several have functions of that name.
        timeout: The time limit for one function's cases, in seconds; by default 10, with Keras 60.
        packs: Folders with more assignments, as for `grade --packs`.
        hint: How much to say: 1 what is wrong, 2 also where, 3 also which idea; by default everything.

    Returns:
        The results. A notebook displays them if they are the last value of a cell.
    """
    notebook = here(sys._getframe(1).f_globals)  # noqa: SLF001 - who calls, as `warnings` finds it
    return check_in(notebook, what, assignment=assignment, timeout=timeout, packs=packs, hint=hint)


def check_in(
    notebook: Notebook,
    what: Iterable[Any] = (),
    *,
    assignment: str | None = None,
    timeout: float | None = None,
    packs: str | Path | Iterable[str | Path] = (),
    hint: int | None = None,
) -> Checked:
    """Check what is defined in a notebook; errors become sentences."""
    try:
        if hint not in {None, WHAT, WHERE, EVERYTHING}:
            raise UsageError(f"hint takes 1 (what is wrong), 2 (also where) or 3 (everything), not {hint!r}.")
        if timeout is not None and not (isinstance(timeout, (int, float)) and 0 < timeout < math.inf):
            raise UsageError(f"timeout takes a number of seconds, more than 0, not {timeout!r}.")
        library = Library(_folders(packs))
        session = CheckSession(library, notebook, assignment, timeout, EVERYTHING if hint is None else hint)
        chosen = tuple(what)
        return session.some(chosen) if chosen else session.everything()
    except GradeError as error:
        return Checked(remarks=(f"Nothing was checked: {error}",))


def _folders(packs: str | Path | Iterable[str | Path]) -> list[Path]:
    try:
        return [Path(folder) for folder in ([packs] if isinstance(packs, (str, Path)) else packs)]
    except TypeError as error:
        raise UsageError(f"packs takes a folder's path, or a list of such paths, not {packs!r}.") from error


@dataclass
class CheckSession:
    """One call of `check`: resolves its arguments, judges each function once, and explains the results."""

    library: Library
    notebook: Notebook
    assignment: str | None = None
    seconds: float | None = None
    hint: int = EVERYTHING
    _judged: dict[tuple[str, int], Judged] = field(default_factory=dict)  # a name may have had two functions

    def everything(self) -> Checked:
        """Check everything that is defined so far, and show the progress."""
        pack = self._pack(self.notebook.names)
        if pack is None:
            first = " or ".join(dict.fromkeys(p.assignment.names[0] for p in self.library.packs.values()))
            nothing = f"There is nothing to check yet: no graded function is defined, such as {first}."
            return Checked(remarks=(nothing,))
        judge = self._judge(pack)
        findings = tuple(self._finding(judge, name) for name in judge.pack.assignment.names)
        bar = Bar(
            earned=sum((f.score for f in findings), Fraction()),
            open=sum((f.hidden for f in findings if f.passed), Fraction()),
            total=sum((f.total for f in findings), Fraction()),
            pass_mark=judge.expected.pass_mark,
        )
        return Checked(findings, self._title([pack]), bar)

    def some(self, what: tuple[Any, ...]) -> Checked:
        """Check the arguments given."""
        findings: list[Finding] = []
        remarks: list[str] = []
        packs: list[Pack] = []
        for thing in what:
            name = self._name_of(thing)
            pack = None if name is None else self._pack([name])
            if name is None or pack is None:
                remarks.append(self._not_graded(thing, name))
                continue
            given = thing if callable(thing) else None
            findings.append(self._finding(self._judge(pack), name, given))
            packs += [pack] if pack not in packs else []
        return Checked(tuple(findings), self._title(packs), remarks=tuple(remarks))

    def _title(self, packs: Iterable[Pack]) -> str:
        """Return the title of the assignment and the editions that were used."""
        editions = dict.fromkeys(judged.edition.id for judged in self._judged.values())
        parts = [pack.assignment.title for pack in packs]
        return "; ".join([*parts, *([f"edition {', '.join(editions)}"] if editions else [])])

    def _judge(self, pack: Pack) -> Judge:
        edition = edition_of(self.notebook, pack)
        return Judge(
            pack.in_edition(edition), self.notebook, self.seconds, edition, with_lines=self.hint >= WHERE
        )

    def _pack(self, names: Iterable[str]) -> Pack | None:
        """Return the assignment that has most of the names; in a tie, the one with most names defined."""
        if self.assignment is not None:
            return self.library.get(self.assignment)
        wanted, defined = set(names), self.notebook.names.keys()
        packs = [pack for pack in self.library.packs.values() if wanted & self._signs(pack)]
        return max(
            packs,
            key=lambda pack: (len(wanted & self._signs(pack)), len(defined & self._signs(pack))),
            default=None,
        )

    @staticmethod
    def _signs(pack: Pack) -> set[str]:
        """Return the graded names, and the variables of graded cells."""
        functions = pack.assignment.functions
        return {
            *pack.assignment.names,
            *pack.assignment.defined,
            *(v for f in functions for v in f.variables),
        }

    def _name_of(self, thing: Any) -> str | None:
        """Return the name under which a value is graded, or else its own; None if it has none."""
        if isinstance(thing, str):
            return thing
        names = {name for pack in self.library.packs.values() for name in self._signs(pack)}
        bound = next((n for n in names if self.notebook.names.get(n) is thing), None)
        name = bound or getattr(thing, "__name__", None)
        return name if callable(thing) and isinstance(name, str) else None

    def _not_graded(self, thing: Any, name: str | None) -> str:
        if name is None:
            kind = type(thing).__name__
            return f"check takes a function, or its name in quotes, but got a value of type {kind}."
        packs = self.library.packs.values()
        names = list(dict.fromkeys(name for pack in packs for name in pack.assignment.names))
        close = difflib.get_close_matches(name, names, 1)
        meant = f" Did you mean {close[0]}?" if close else f" Graded names: {', '.join(names)}."
        return f"{name} is not the name of a graded function.{meant}"

    def _finding(self, judge: Judge, name: str, given: Any = None) -> Finding:
        """Judge one graded name, and explain the result."""
        expected = judge.expected
        if name not in judge.pack.assignment.names:
            raise GradeError(f"{judge.pack.assignment.id} has no graded function {name}")
        edition = judge.pack.edition_of(self.notebook.submission).id
        public = sum((criterion.points for criterion in expected.checks_in(edition, name)), Fraction())
        total = expected.points_in(edition, name)
        missing = () if given is not None else judge.missing(name)
        if missing:
            said = _not_there(name, missing) + self._meant(judge, name)
            return Finding(name, "missing", said, Fraction(), public, total)
        judged = self._judged_once(judge, name, given)
        verdict = judged.verdict
        status = status_of(verdict)
        return Finding(
            name=name,
            status=status,
            headline=_headline(judged, status),
            score=verdict.merit[0],
            public=public,
            total=total,
            lines=lines_at(self.hint, _lines(verdict), known=judged.advice is not None),
            picture=None if verdict.passed else picture_of(compared_arrays(judged)),
            printed=judged.printed,
            notes=tuple(self._notes(judge, judged)),
            call=judged.call,
        )

    def _meant(self, judge: Judge, name: str) -> str:
        """Suggest a defined function with a name similar to the missing one."""
        live = {n for n, value in self.notebook.names.items() if isinstance(value, FunctionType)}
        meant = meant_by(name, live - {*judge.pack.assignment.names})
        return "" if meant is None else f" Did you mean {meant}?"

    def _judged_once(self, judge: Judge, name: str, given: Any = None) -> Judged:
        function = self.notebook.names.get(name) if given is None else given
        key = name, id(function)
        if key not in self._judged:
            self._judged[key] = judge.judge(name, function)
        return self._judged[key]

    def _notes(self, judge: Judge, judged: Judged) -> Iterable[str]:
        """Yield further notes: helpers at fault, notebook variables, deprecations."""
        definition, names = judged.verdict.definition, self.notebook.names
        graded = judge.pack.assignment.function(judged.verdict.function)
        if not judged.verdict.passed:
            yield from self._on_helpers(judge, [name for name in graded.helpers if name in definition.uses])
        yield from notes_at(self.hint, judged)
        if waits_for_line_below(names, graded):
            yield f"{graded.given[0]} is not compiled yet. Before you train it, run: {graded.then}"
        if unused := unused_in(judged.verdict):
            yield unused
        yield from sentences(self._variables(judged))
        for note in of_run(Program({graded.name: definition}, {}), Judgements({}, ())):
            yield note.message
        for item in judged.verdict.evidence[:1]:
            yield from _other_values(item.case.kwargs, graded.given, names)

    def _variables(self, judged: Judged) -> Iterable[Variable]:
        """Yield the arrays that a function reads from the notebook; if it is wrong, other variables too."""
        names = self.notebook.names
        read = sorted(names_read(judged.function, names))
        yield from (Variable(name) for name in read if isinstance(names[name], np.ndarray))
        others = {
            n: ()
            for n in read
            if not isinstance(names[n], (np.ndarray, ModuleType)) and not callable(names[n])
        }
        node = judged.verdict.definition.last.node
        if isinstance(node, ast.FunctionDef) and not judged.verdict.passed:
            yield from variables_read(node, others, names)

    def _on_helpers(self, judge: Judge, helpers: list[str]) -> Iterable[str]:
        """Yield notes on the functions it calls that may be at fault."""
        wrong = [h for h in helpers if judge.missing(h) or not self._judged_once(judge, h).verdict.passed]
        for helper in wrong:
            yield f"It calls {helper}, whose own checks fail: start there."
        if helpers and not wrong:
            yield f"It calls {' and '.join(helpers)}: the mistake may be there instead."


def _lines(verdict: Verdict) -> tuple[Line, ...]:
    """Return a line for each check, without samples and messages that an earlier line shows."""
    lines: list[Line] = []
    for line in (_line(result, verdict) for result in verdict.results):
        entry = line.entry
        if any((entry.expected, entry.actual) == (e.entry.expected, e.entry.actual) for e in lines):
            entry = replace(entry, expected=None, actual=None)
        repeated = any(line.message == earlier.message for earlier in lines)
        lines.append(replace(line, entry=entry, message="" if repeated else line.message))
    return tuple(lines)


def _line(result: CheckResult, verdict: Verdict) -> Line:
    criterion = result.criterion
    first = result.failures[0].cause if result.failures else None
    return Line(
        label=KINDS[criterion.kind].heading(criterion.part, criterion.aspects),
        entry=check_entry(result, verdict, AUDIENCE),
        message=explain(result, verdict, AUDIENCE).by_itself,
        why=None if isinstance(first, Outcome) else criterion.why,
        waits=result.waiting or (criterion.supporting and isinstance(first, Outcome)),
    )


def _headline(judged: Judged, status: str) -> str:
    if status in _HEADLINES:
        return _HEADLINES[status]
    return f"It {judged.verdict.left_blank}"


def _not_there(name: str, missing: tuple[str, ...]) -> str:
    if missing == (name,):
        return "Not defined yet: run the cell that defines it, then check again."
    several = len(missing) > 1
    names = f"{', '.join(missing[:-1])} and {missing[-1]}" if several else missing[0]
    return f"Not set yet: {names}. Run the cell that sets {'them' if several else 'it'}, then check again."


def _other_values(usual: Any, given: tuple[str, ...], names: dict[str, Any]) -> Iterable[str]:
    """Yield a note if a number that a cell reads from earlier cells differs from the course's."""
    for name in given:
        should, value = usual.get(name), names.get(name)
        if isinstance(should, (int, float)) and isinstance(value, (int, float)) and value != should:
            yield f"Checked with {name} = {should}; yours is {value}."
