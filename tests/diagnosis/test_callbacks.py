"""Faults of callbacks: the line at which they do not decide as they should."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from grader.checks import CheckResult, Difference, Evidence, Failure
from grader.diagnosis.callbacks import callback_faults
from grader.judging.judge import Verdict
from grader.packs import Case, Criterion
from grader.sandbox.interface import Returned
from tests.programs import program

EPOCHS = [
    {"accuracy": accuracy, "val_accuracy": validation, "loss": 0.1, "val_loss": 0.1}
    for accuracy, validation in ((0.5, 0.5), (0.94, 0.9), (0.99, 0.79), (0.96, 0.81), (1.0, 1.0), (0.6, 0.9))
]
DECISIONS = {"stopped": [False, False, False, True, True, False], "touched": []}
PLAIN = """
class Early(Callback):
    def on_epoch_end(self, epoch, logs=None):
        accuracy, validation = logs['accuracy'], logs.get('val_accuracy')
        if accuracy >= 0.95:
            if validation >= 0.8:
                print('enough')
                self.model.stop_training = True
"""
NAMED = """
class Early(Callback):
    def __init__(self):
        self.least = 0.95
    def on_epoch_end(self, epoch, logs=None):
        enough = logs['accuracy'] >= self.least and logs['val_accuracy'] >= 0.8
        if enough:
            self.model.stop_training = enough
"""
CASE = Case("Early.stops#1", "Early", "stops", (), {}, public=True, probe={"epochs": EPOCHS})
CRITERION = Criterion("Early.stops", "rules", Fraction(1), "public", ("stops",), "stops", False, None, {})
# What is wrong, by what stands instead; the line that is to be named.
MISTAKES = {
    "too low": (PLAIN, "accuracy >= 0.95", "accuracy >= 0.5", 5),
    "the inner one": (PLAIN, "validation >= 0.8", "validation >= 0.5", 6),
    "too high": (PLAIN, "validation >= 0.8", "validation >= 80", 6),
    "another value": (PLAIN, "logs['accuracy']", "logs['loss']", 4),
    "a comparison": (PLAIN, "stop_training = True", "stop_training == True", 8),
    "misspelt": (PLAIN, "stop_training = True", "stop_trainnig = True", 8),
    "False": (PLAIN, "stop_training = True", "stop_training = False", 8),
    "itself": (PLAIN, "self.model.stop_training", "self.stop_training", 8),
    "result": (PLAIN, "self.model.stop_training = True", "return True", 8),
    "another time": (PLAIN, "on_epoch_end", "on_epoch_begin", 3),
    "misspelt method": (PLAIN, "on_epoch_end", "on_epochs_end", 3),
    "no callback": (PLAIN, "Early(Callback)", "Early", 2),
    "another line": (NAMED, "self.least = 0.95", "self.least = 0.6", 4),
    "or": (NAMED, " and ", " or ", 6),
}


class Model(SimpleNamespace):
    """Notes what is set on it."""

    stop_training = False


def decided(source: str) -> Returned:
    """Return what a callback decides, as a box tells it."""
    names: dict[str, Any] = {"Callback": type("Callback", (), {"on_epoch_end": lambda *_: None})}
    exec(source, names)  # noqa: S102 - the texts above
    stopped, touched = [], set()
    for number, logs in enumerate(EPOCHS):
        callback = names["Early"]()
        callback.model = Model()
        callback.on_epoch_end(number, logs) if hasattr(callback, "on_epoch_end") else None
        stopped.append(callback.model.stop_training)
        touched |= set(vars(callback.model)) - {"stop_training"}
    return Returned({"stops": {"stopped": stopped, "touched": sorted(touched)}})


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_line_of_a_callback_that_decides_wrongly_is_named(mistake: str) -> None:
    """Its condition, its threshold, or what should end the training."""
    source, right, wrong, line = MISTAKES[mistake]
    assert source.count(right) == 1
    text = source.replace(right, wrong)
    evidence = Evidence(CASE, decided(text), Returned({"stops": DECISIONS}))
    failures = (Failure(CASE, Difference("training goes on")),)
    verdict = Verdict(
        function="Early",
        definition=program(["Early"], text).definitions["Early"],
        results=(CheckResult(CRITERION, failures),),
        evidence=(evidence,),
    )
    assert [fault.line for fault in callback_faults(verdict)] == [line]
