"""Diagnoses are based on one set of hidden cases, whichever a submission got: they tell nothing of its own.

What a function does with hidden inputs may choose between two misconceptions, or two edits. So a function
that fails is run on the same set in every submission.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grader.checks import examined, with_waiting
from grader.judging.attempts import Attempt, evidence_of, run_hidden
from grader.sandbox.interface import Execution

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grader.judging.judge import Judgement


def on_diagnostic_set(judgement: Judgement, stubs: Mapping[str, Iterable[str]]) -> Judgement:
    """Return the judgement on a failing NumPy function by the set of hidden cases for diagnoses.

    Raises:
        MachineError: The machine failed, not the student.
    """
    name, key, helpers = judgement.function, judgement.key.diagnostic, judgement.substituted
    if judgement.passed or judgement.is_endless or key is judgement.key or key.runtime.kind != "numpy":
        return judgement
    ids = {case.id for case in key.public.get(name, ())}
    public = tuple(item for item in judgement.evidence if item.case.id in ids)
    ran = Execution({item.case.id: item.outcome for item in public})
    attempt = Attempt(judgement.definition, key, stubs, helpers, ran)
    hidden = run_hidden([attempt], key, helpers)
    evidence = public + evidence_of(key.hidden.get(name, ()), hidden, key, helpers)
    results = with_waiting(tuple(examined(key.rubric.functions[name], evidence)))
    return replace(judgement, key=key, evidence=evidence, results=results)
