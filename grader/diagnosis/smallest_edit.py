"""The line of a wrong NumPy function: the one that the smallest edit that passes every case changes."""

from __future__ import annotations

import ast
import contextlib
import difflib
import hashlib
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from grader.diagnosis.conditions import constant_conditions
from grader.diagnosis.edits.candidates import candidates
from grader.diagnosis.edits.raising import beside_exception
from grader.diagnosis.edits.source import Source, applied
from grader.diagnosis.evident import undefined_faults
from grader.diagnosis.exceptions import at_call
from grader.diagnosis.faults import Fault, fault_at
from grader.diagnosis.search import Searched, search, singles
from grader.diagnosis.trial_cases import LONG, CaseTrials
from grader.diagnosis.wording import IDEAS, idea_of
from grader.extract.program import statement_at
from grader.judging.answer_cache import ReferenceAnswers, keep, load
from grader.sandbox.interface import Raised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from grader.diagnosis.diagnose import Wrong
    from grader.diagnosis.edits.source import Edit
    from grader.diagnosis.search import Found
    from grader.extract import Definition, Statement
    from grader.judging.judge import Judgement
    from grader.packs import Case

VERSION = 13  # of the search: what an older one has saved is not used
SECONDS, MORE_SECONDS = 1.0, 2.0
DEAREST = 3.6  # nothing is claimed on an edit that costs more: it is as good as a new function
NEAR = 1.0  # edits that cost this much more than the best one also count as explanations
TELLING = {"superfluous_statement", "swapped"}  # ideas that say more than others about the same line
STORING = {"superfluous_statement", "changes_argument"}  # ideas that fix a changed argument
EXAMPLE_SECONDS = 0.4
FROM_EXAMPLES = {"rewritten", "missing_statement"}  # ideas of edits that contain a right solution's text
LINES = 2  # reported at most, where edits disagree
SAME_MISTAKE = frozenset({
    "factor", "term", "off_by_one", "constant", "operator", "slice", "index", "sign", "name", "other_half",
    "text", "missing_call", "superfluous", "function", "global",
})  # fmt: skip
_DATA = frozenset({"arrays"})  # what a probe of a case without a model takes
NOT_ALL = "It may not be the only mistake."


class Spot(NamedTuple):
    """A line that an edit changes, wherever the function stands in a notebook.

    Attributes:
        unit: Which of the functions that may be edited, by number.
        line: The line of its source.
        message: The idea.
        certain: Whether no other line explains it.
        edit: A unified diff of the function; None if the edit only brings its results closer.
        also: Other lines of the source in which the same mistake is made.
        idea: The key of the idea, if the message is its sentence alone.
    """

    unit: int
    line: int
    message: str
    certain: bool
    edit: str | None
    also: Sequence[int] = ()
    idea: str = ""


def edit_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return the faults of a NumPy function, as the smallest edits show them.

    The same text is searched once: what was found is saved for other submissions and later runs.
    """
    judgement = wrong.judgement
    has_models = any(item.case.has_model and not _is_of_data(item.case) for item in judgement.evidence)
    if wrong.level != "full" or has_models or judgement.definition.body:
        return ()
    if judgement.substituted or judgement.failed_definitions or judgement.is_endless:
        return ()
    units = list(_units(judgement.definition, judgement.key.pack.assignment.names))
    name = _key(wrong)
    spots = _kept(name)
    if spots is None:
        spots = _searched(wrong, units)
        keep(name, ReferenceAnswers({"spots": [list(spot) for spot in spots]}, {}))
    faults = tuple(_fault(spot, units[spot.unit][0]) for spot in spots)
    if all(fault.edit for fault in faults):
        return faults or constant_conditions(judgement)
    return undefined_faults(judgement) or constant_conditions(judgement) or faults


def data_faults(wrong: Wrong) -> tuple[Fault, ...]:
    """Return the same of a function that reads files: if edits pass its public cases.

    Its hidden cases are those of one submission: what a student reads must not depend on them.
    """
    judgement = wrong.judgement
    if not judgement.evidence or not all(_is_of_data(item.case) for item in judgement.evidence):
        return ()
    evidence = tuple(item for item in judgement.evidence if item.case.public)
    results = tuple(
        replace(result, failures=tuple(failure for failure in result.failures if failure.case.public))
        for result in judgement.results
    )
    public = replace(wrong, judgement=replace(judgement, evidence=evidence, results=results))
    faults = edit_faults(public)
    return faults if all(fault.edit for fault in faults) else ()


def _is_of_data(case: Case) -> bool:
    """Return whether a case is about arrays only."""
    wanted = (case.probe or {}).get("want")
    return wanted is not None and set(wanted) <= _DATA


def _searched(wrong: Wrong, units: Sequence[tuple[Statement, str]]) -> list[Spot]:
    """Search one function after another; return the lines of edits that pass, or of the first that help."""
    closer: list[Spot] = []
    for number, (unit, own) in enumerate(units):
        spots = _spots_in(wrong, number, unit, own)
        if any(spot.edit for spot in spots):
            return spots
        closer = closer or spots
    return closer


def _key(wrong: Wrong) -> str:
    """Return a key of everything that a search depends on."""
    judgement = wrong.judgement
    texts = [statement.source for statement in judgement.definition.statements]
    failing = sorted({f.case.id for result in judgement.results for f in result.failures})
    parts = (VERSION, judgement.function, judgement.key.cache_name(), texts, failing)
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()


def _kept(name: str) -> list[Spot] | None:
    kept = load(name)
    if kept is None:
        return None
    with contextlib.suppress(KeyError, TypeError):
        return [Spot(*entry) for entry in kept.values["spots"]]
    return None


def _units(definition: Definition, graded: Sequence[str]) -> Iterator[tuple[Statement, str]]:
    """Yield the functions that may be edited: the graded one, then others of the student that it uses."""
    last = definition.last
    if isinstance(last.node, ast.FunctionDef):
        yield last, definition.name
    for statement in definition.statements:
        node = statement.node
        if statement != last and isinstance(node, ast.FunctionDef) and node.name not in graded:
            yield statement, node.name


def _spots_in(wrong: Wrong, number: int, unit: Statement, name: str) -> list[Spot]:
    """Search one function; return the lines that may be claimed."""
    try:
        source = Source(unit.source)
    except (SyntaxError, ValueError):
        return []
    if source.function is None or not source.statements:
        return []
    examples = [Source(text) for text in wrong.judgement.key.pack.reference.examples(name)]
    edits = beside_exception(candidates(source, examples), source, _raising_line(wrong.judgement, unit))
    own = [edit for edit in edits if edit.idea not in FROM_EXAMPLES]
    longest = max(len(each.statements) for each in (source, *examples))
    seconds = SECONDS if longest < LONG else MORE_SECONDS
    opened = partial(CaseTrials, wrong.judgement, wrong.program.stubs, unit, name)
    with closing(opened(seconds)) as trials:
        if not trials.failing:
            return []
        if trials.only_arguments:
            own = [edit for edit in own if edit.idea in STORING]
            return _changing(list(_claimed(search(own, trials).passed if own else [], number, source)))
        others = [edit for edit in edits if edit.idea in FROM_EXAMPLES]
        found = search(own, trials, partial(_from_examples, others, opened)) if own else Searched()
    return list(_claimed(found.passed, number, source)) or [_nearer(edit, number) for edit in found.nearer]


def _raising_line(judgement: Judgement, unit: Statement) -> int | None:
    """Return the line of a function's source that raised, if it raised in every case that failed."""
    failing = {failure.case.id for result in judgement.results for failure in result.failures}
    outcomes = [item.outcome for item in judgement.evidence if item.case.id in failing]
    lines = []
    for outcome in outcomes:
        raised = at_call(outcome, judgement) if isinstance(outcome, Raised) else None
        if raised is None or statement_at(raised, (unit,)) is None:
            return None
        lines.append(raised.line - unit.line + 1)
    return next(iter(lines), None)


def _changing(spots: list[Spot]) -> list[Spot]:
    idea = "changes_argument"
    return [spot._replace(message=IDEAS[idea], idea=idea) for spot in spots]


def _from_examples(edits: Sequence[Edit], opened: Callable[..., CaseTrials]) -> list[Found]:
    """Try edits whose text is not the student's: in a box that holds nothing else, and no hidden case."""
    with closing(opened(EXAMPLE_SECONDS, public_only=True)) as trials:
        return singles(edits, trials)[0] if edits and trials.failing else []


def _claimed(found: Sequence[Found], number: int, source: Source) -> Iterator[Spot]:
    """Yield the lines that may be claimed."""
    found = sorted(found, key=lambda each: (round(each.cost, 6), each.parts))
    best = next(iter(found), None)
    if best is None or best.cost > DEAREST * len(best.edits):
        return
    if len(best.edits) > 1:
        for edit in sorted(best.edits, key=lambda each: each.line):
            yield _spot(edit, best, number, source, certain=False)
        return
    lines: dict[int, Found] = {}
    for each in found:
        line = each.edits[0].line
        if each.cost <= best.cost + NEAR:
            lines[line] = min(lines.get(line, each), each, key=lambda e: e.edits[0].idea not in TELLING)
    for each in list(lines.values())[:LINES]:
        own = each.edits[0].idea not in FROM_EXAMPLES
        yield _spot(
            each.edits[0], each, number, source, certain=own and len(lines) == 1 and not each.edits[0].skips
        )


def _spot(edit: Edit, found: Found, number: int, source: Source, *, certain: bool) -> Spot:
    also = sorted({source.line_of(part.start) for part in edit.parts} - {edit.line})
    idea, about = edit.idea, edit.about
    if idea == "rewritten" and _adds_instead(source, edit):
        idea, about = "overwritten", (source.of_line(edit.line).partition("=")[0].strip(),)
    return Spot(
        number,
        edit.line,
        idea_of(idea, about),
        certain,
        _diff(source, found),
        also if edit.idea in SAME_MISTAKE else (),
        idea,
    )


def _adds_instead(source: Source, edit: Edit) -> bool:
    """Return whether a right solution adds to what a line sets."""
    statement = source.statements[edit.statement - 1]
    new = ast.parse(edit.parts[0].text.strip()).body if isinstance(statement, ast.Assign) else []
    return bool(new) and isinstance(new[0], ast.AugAssign)


def _nearer(edit: Edit, number: int) -> Spot:
    return Spot(number, edit.line, f"{idea_of(edit.idea, edit.about)} {NOT_ALL}", certain=False, edit=None)


def _fault(spot: Spot, unit: Statement) -> Fault:
    line = unit.line + spot.line - 1
    others = [str(unit.line + other - 1) for other in spot.also]
    more = f" So it is in line{'s' * (len(others) > 1)} {', '.join(others)}." if others else ""
    return fault_at(
        unit,
        line,
        kind="edit",
        message=f"{spot.message}{more}",
        certain=spot.certain,
        edit=spot.edit,
        idea="" if more else spot.idea,
    )


def _diff(source: Source, found: Found) -> str:
    before = source.text.splitlines(keepends=True)
    after = applied(source.data, found.parts).decode().splitlines(keepends=True)
    return "".join(difflib.unified_diff(before, after, "submitted", "corrected", n=0))
