"""What a rubric lets through: mutants of right solutions that keep all points of their function."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from grader.checks.places import LINES
from grader.errors import MachineError
from grader.instruments.share import Share
from grader.judging.answer_keys import AnswerKeyStore
from grader.judging.judge import Trial, run_public_cases
from grader.sandbox.interface import Raised, Returned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from grader.extract import Program
    from grader.instruments.originals import Altered, Original
    from grader.judging.judge import Judgement
    from grader.options import Options
    from grader.packs.rubrics import Rubrics
    from grader.sandbox.interface import Outcome
    from grader.sandbox.machine import Machine

REJECTED, LET_THROUGH, EQUIVALENT, UNJUDGED = "rejected", "let through", "equivalent", "unjudged"
_RTOL, _ATOL = 1e-9, 1e-12  # results that differ by less are the same: sums in another order


@dataclass(frozen=True)
class Fate:
    """What became of one mutant.

    Attributes:
        altered: The mutant.
        word: `rejected`, `let through`, `equivalent` or `unjudged`.
        sets: With how many sets of hidden cases it keeps all points.
        tried: How many sets were tried: one, if that one rejects it.
    """

    altered: Altered
    word: str
    sets: int
    tried: int

    def as_dict(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        mutant, original = self.altered.mutant, self.altered.original
        return {
            "source": original.source,
            "function": original.function,
            "fate": self.word,
            "kind": mutant.kind,
            "line": mutant.line,
            "before": mutant.before,
            "after": mutant.after,
            "sets": self.sets,
            "tried": self.tried,
        }


@dataclass(frozen=True)
class Survey:
    """The fates of all mutants."""

    fates: tuple[Fate, ...]

    def of(self, word: str, function: str | None = None) -> list[Fate]:
        """Return those with a fate, of one function or of all."""
        mine = (fate for fate in self.fates if function in {None, fate.altered.original.function})
        return [fate for fate in mine if fate.word == word]

    @property
    def functions(self) -> list[str]:
        """The graded names, in order."""
        return list(dict.fromkeys(fate.altered.original.function for fate in self.fates))

    def rejected(self, function: str | None = None) -> Share:
        """Return the share of mutants that lose points, without equivalent ones."""
        lost, kept = len(self.of(REJECTED, function)), len(self.of(LET_THROUGH, function))
        return Share(lost, lost + kept)

    def as_dict(self) -> dict[str, Any]:
        """Return the survey as a JSON object."""
        words = (REJECTED, LET_THROUGH, EQUIVALENT, UNJUDGED)
        counts = [
            {
                "function": name,
                **{word.replace(" ", "_"): len(self.of(word, name)) for word in words},
                "share_rejected": self.rejected(name).as_dict(),
            }
            for name in self.functions
        ]
        mutants = [fate.as_dict() for fate in self.fates]
        return {"share_rejected": self.rejected().as_dict(), "functions": counts, "mutants": mutants}


@dataclass
class Surveyor:
    """Judges mutants by a rubric, with its own set of hidden cases and with fresh ones.

    Attributes:
        machine: Provides the boxes.
        rubrics: The rubric.
        options: The options of grading.
        sets: How many sets of hidden cases a mutant is tried with before it counts as equivalent.
    """

    machine: Machine
    rubrics: Rubrics
    options: Options
    sets: int
    _right: dict[tuple[str, str, int], Judgement | None] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __post_init__(self) -> None:
        self._keys = AnswerKeyStore(self.machine, self.rubrics, self.options)

    def survey(self, mutants: Iterable[Altered], jobs: int) -> Survey:
        """Return the fate of each mutant, several at a time."""
        with ThreadPoolExecutor(jobs) as pool:
            return Survey(tuple(pool.map(self.fate, mutants)))

    def fate(self, altered: Altered) -> Fate:
        """Return what becomes of one mutant."""
        original = altered.original
        program = original.program(altered.cells)
        kept, same = 0, True
        try:
            for number, seed in enumerate(self._seeds(original)):
                found = self._judged(original, program, seed)
                passed = found is not None and found.passed
                if not passed and number == 0:
                    return Fate(altered, REJECTED, 0, 1)
                kept += passed
                same = same and found is not None and self._gives_the_same(original, found, seed)
        except MachineError:
            return Fate(altered, UNJUDGED, kept, kept)
        return Fate(altered, EQUIVALENT if same else LET_THROUGH, kept, self.sets)

    def _seeds(self, original: Original) -> Sequence[int]:
        first = self.rubrics.of(original.pack).seed if self.options.seed is None else self.options.seed
        return [(first + number) % 2**32 for number in range(self.sets)]

    def _judged(self, original: Original, program: Program, seed: int) -> Judgement | None:
        """Judge a function; None if it is missing or fails a public check: no hidden case is run then."""
        if original.function not in program.definitions:
            return None
        keys = self._keys.keys_for(program, original.pack, original.edition, seed)
        runs = run_public_cases(program, keys)
        if not any(attempt.passes for attempt in runs.attempts[original.function]):
            return None
        trial = Trial(runs)
        trial.judge()
        return trial.found.get(original.function)

    def _gives_the_same(self, original: Original, found: Judgement, seed: int) -> bool:
        """Return whether a mutant's results are those of the original, in every case of a set."""
        right = self._judgement_of(original, seed)
        if right is None or len(right.evidence) != len(found.evidence):
            return False
        pairs = zip(right.evidence, found.evidence, strict=True)
        return all(same_outcome(one.outcome, other.outcome) for one, other in pairs)

    def _judgement_of(self, original: Original, seed: int) -> Judgement | None:
        key = (original.source, original.function, seed)
        if key not in self._right:
            judged = self._judged(original, original.program(), seed)
            with self._lock:
                self._right[key] = judged
        return self._right[key]


def same_outcome(one: Outcome, other: Outcome) -> bool:
    """Return whether two outcomes are the same; an exception may come from another line."""
    if isinstance(one, Raised) and isinstance(other, Raised):
        return (one.types, one.message) == (other.types, other.message)
    if not isinstance(one, Returned) or not isinstance(other, Returned):
        return False
    return same(one.value, other.value) and same(one.arguments, other.arguments)


def same(one: Any, other: Any) -> bool:
    """Return whether two values are the same but for rounding; where a layer was made does not matter."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        if (one.shape, one.dtype) != (other.shape, other.dtype):
            return False
        if one.dtype.kind not in "fc":
            return bool(np.array_equal(one, other))
        with np.errstate(all="ignore"):
            return bool(np.allclose(one, other, _RTOL, _ATOL, equal_nan=True))
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        keys = one.keys() - {LINES}
        return keys == other.keys() - {LINES} and all(same(one[key], other[key]) for key in keys)
    if isinstance(one, (tuple, list)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, (float, np.floating)):
        return bool(np.isclose(one, other, _RTOL, _ATOL, equal_nan=True))
    return bool(one == other)
