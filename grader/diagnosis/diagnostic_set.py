"""Diagnoses are based on one set of hidden cases, whichever a submission got: they tell nothing of its own.

What a function does with hidden inputs may choose between two misconceptions, or two edits. So a function
that fails is run on the same set in every submission.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.checks import examined, with_waiting
from grader.judging.attempts import Attempt, run_hidden, run_public
from grader.judging.evidence import evidence_of, took_too_long
from grader.sandbox.interface import Execution

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grader.judging.answer_key import AnswerKey
    from grader.judging.judge import Judgement
    from grader.sandbox.interface import Outcome


def on_diagnostic_set(judgement: Judgement, stubs: Mapping[str, Iterable[str]]) -> Judgement:
    """Return the judgement on a failing NumPy function by the set of hidden cases for diagnoses.

    Raises:
        MachineError: The machine failed, not the student.
    """
    name, key = judgement.function, judgement.key.diagnostic
    if judgement.passed or key.runtime.kind != "numpy":
        return judgement
    helpers = judgement.substituted or judgement.blamed
    if judgement.substituted and not judgement.blamed:  # the student's own are right
        helpers = ()
        (attempt,) = run_public([judgement.definition], key, stubs)
        public = attempt.evidence
    else:
        ids = {case.id for case in key.public.get(name, ())}
        public = tuple(item for item in judgement.evidence if item.case.id in ids)
        ran = Execution({item.case.id: item.outcome for item in public})
        attempt = Attempt(judgement.definition, key, stubs, helpers, ran)
    stopped = next((item.outcome for item in judgement.evidence if took_too_long(item)), None)
    hidden = run_hidden([attempt], key, helpers) if stopped is None else _stopped_at_once(key, name, stopped)
    evidence = public + evidence_of(key.hidden.get(name, ()), hidden, key, helpers)
    results = with_waiting(tuple(examined(key.rubric.functions[name], evidence)))
    return replace(judgement, key=key, evidence=evidence, results=results, substituted=helpers)


def _stopped_at_once(key: AnswerKey, name: str, stopped: Outcome) -> Execution:
    """Return what hidden cases give if one took too long: it must not matter which."""
    return Execution({case.id: stopped for case in key.hidden.get(name, ())})
