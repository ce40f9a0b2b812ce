"""The kinds of check, and what they are worth together."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.checks import CHECKS, CheckResult, Difference, Evidence, Failure, run_checks
from grader.errors import PackError
from grader.packs import Case, Criterion, Expectation, Tolerance
from grader.sandbox.interface import Outcome, Raised, Returned, Stopped, TooLarge, Unanswered
from grader.wire import Opaque
from tests.checks.graphs.networks import happy

TOLERANCES = {"float64": Tolerance(1e-5, 1e-6), "float32": Tolerance(1e-2, 1e-2)}
CRASH = Stopped("crash", "signal 11")
TIMEOUT = Stopped("timeout", "10 seconds")
ERROR = Raised(("ValueError",), "no", "<cell 1>", 2)
NO_VALUE = [ERROR, CRASH, TIMEOUT, TooLarge("large"), Unanswered(TIMEOUT)]


def criterion(kind: str = "reference", **changes: Any) -> Criterion:
    """Return a criterion of the group `g` that is worth two points."""
    fields: dict[str, Any] = {
        "id": f"f.{kind}",
        "kind": kind,
        "points": 2.0,
        "visibility": "hidden",
        "cases": ("g",),
        "part": None,
        "supporting": False,
        "hint": None,
        "tolerances": TOLERANCES,
    }
    return Criterion(**fields | changes)


def case(*args: Any, group: str = "g", **more: Any) -> Case:
    """Return a case of the function `f`."""
    return Case("f.g#1", "f", group, args, **more)


def answered(actual: Outcome | Any, expected: Any = None, of: Case | None = None, **more: Any) -> Evidence:
    """Return evidence: what a student's function gave, and what the reference gives."""
    outcome = actual if isinstance(actual, Outcome) else Returned(actual, **more)
    return Evidence(of or case(1.0), outcome, Returned(expected))


def failures(one: Criterion, *evidence: Evidence) -> list[Failure]:
    """Return what is wrong by one criterion."""
    return list(CHECKS[one.kind](one, evidence))


def statuses(criteria: list[Criterion], *evidence: Evidence) -> list[str]:
    """Return the status of each criterion."""
    return [result.status for result in run_checks(criteria, evidence)]


class TestReference:
    """Generated inputs give what the reference gives."""

    def test_the_same_value_passes(self) -> None:
        """As the reference has it."""
        assert failures(criterion(), answered(3.0, 3.0)) == []

    def test_another_value_fails(self) -> None:
        """With the difference."""
        assert [f.cause for f in failures(criterion(), answered(4.0, 3.0))] == [
            Difference("return is 4.0, but should be 3.0", {"return": 3.0}, {"return": 4.0})
        ]

    @pytest.mark.parametrize("outcome", NO_VALUE)
    def test_what_is_no_value_fails(self, outcome: Outcome) -> None:
        """The outcome itself is the reason."""
        assert [f.cause for f in failures(criterion(), answered(outcome, 3.0))] == [outcome]

    def test_every_case_is_looked_at(self) -> None:
        """One wrong answer among right ones is found."""
        evidence = [answered(3.0, 3.0), answered(4.0, 3.0), answered(3.0, 3.0)]
        assert len(failures(criterion(), *evidence)) == 1

    def test_only_its_part_counts(self) -> None:
        """A wrong cache does not cost Z."""
        assert failures(criterion(part=0), answered((1.0, "wrong"), (1.0, "right"))) == []

    def test_its_part_does_count(self) -> None:
        """Under its own name."""
        found = failures(criterion(part=1), answered((1.0, 5.0), (1.0, 6.0)))
        assert [f.cause.message for f in found if isinstance(f.cause, Difference)] == [
            "return[1] is 5.0, but should be 6.0"
        ]

    @pytest.mark.parametrize(
        ("actual", "message"),
        [
            (1.0, "return is the number 1.0, but should be a tuple of 2"),
            ((1.0,), "return has 1 parts, but should have 2"),
            ((1.0, 2.0, 3.0), "return has 3 parts, but should have 2"),
            (np.ones(2), "return is an array of shape (2,), but should be a tuple of 2"),
        ],
    )
    def test_a_part_of_something_else_fails(self, actual: Any, message: str) -> None:
        """A caller could not unpack it."""
        found = failures(criterion(part=0), answered(actual, (1.0, 2.0)))
        assert [f.cause.message for f in found if isinstance(f.cause, Difference)] == [message]

    @pytest.mark.parametrize(
        ("args", "passes"),
        [
            ((np.ones(2),), False),
            ((np.ones(2, np.float32),), True),
            ((1.0, (np.ones(2, np.float32),)), True),
            (([np.ones(2, np.float32)],), True),
            ((np.float32(1),), False),
            ((1.0,), False),
        ],
    )
    def test_the_tolerance_goes_by_the_dtype_of_the_arguments(
        self, args: tuple[Any, ...], passes: bool
    ) -> None:
        """An array of float32 anywhere in them allows more."""
        assert (failures(criterion(), answered(1.005, 1.0, case(*args))) == []) == passes


class TestSeeded:
    """The published inputs give the published values."""

    CASE = case(1.0, expectations=(Expectation(3.0, (0,)), Expectation(4.0, (1,))))

    def test_the_published_values_pass(self) -> None:
        """The reference is not asked."""
        assert failures(criterion("seeded"), Evidence(self.CASE, Returned((3.0, 4.0)))) == []

    @pytest.mark.parametrize(("value", "count"), [((3.0, 5.0), 1), ((1.0, 2.0), 2), (None, 2), ((), 2)])
    def test_every_other_value_fails(self, value: Any, count: int) -> None:
        """Each expectation by itself."""
        assert len(failures(criterion("seeded"), Evidence(self.CASE, Returned(value)))) == count

    @pytest.mark.parametrize("outcome", NO_VALUE)
    def test_what_is_no_value_fails_once(self, outcome: Outcome) -> None:
        """Not once for each expectation."""
        assert [f.cause for f in failures(criterion("seeded"), Evidence(self.CASE, outcome))] == [outcome]


class TestUnchanged:
    """The function leaves its arguments as they were."""

    X = np.arange(3.0)

    @pytest.mark.parametrize(
        "argument",
        [X, [X, 1], (X, {"pad": 1}), {"pad": 1, "x": X}, 1, 1.5, "max", None, True, [], {}, np.arange(3)],
    )
    def test_equal_arguments_pass(self, argument: Any) -> None:
        """Whatever they are."""
        copy = answered(
            0, of=case(argument, kwargs={"k": argument}), arguments=((argument,), {"k": argument})
        )
        assert failures(criterion("unchanged"), copy) == []

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (X, X + 1e-12),
            (X, X[:2]),
            (X, X.astype(np.float32)),
            (X, X.tolist()),
            (X, None),
            ({"pad": 1}, {"pad": 2}),
            ({"pad": 1}, {"pad": 1, "mine": 2}),
            ({"pad": 1, "f": 2}, {"pad": 1}),
            ({"pad": 1}, {"pad": 1.0}),
            ({"pad": 1}, {"pad": True}),
            ([1, 2], [1]),
            ([1, 2], (1, 2)),
            ((X, {"pad": 1}), (X, {"pad": 0})),
            (1, 2),
            ("max", "average"),
            (X, X * np.nan),
        ],
    )
    def test_a_changed_argument_fails(self, before: Any, after: Any) -> None:
        """However little, wherever in it."""
        found = failures(criterion("unchanged"), answered(0, of=case(1, before), arguments=((1, after), {})))
        assert [f.cause for f in found] == [Difference("argument 2 is changed by the call")]

    def test_a_changed_keyword_argument_fails(self) -> None:
        """By its name."""
        one = answered(
            0, of=case(kwargs={"hparameters": {"f": 1}}), arguments=((), {"hparameters": {"f": 2}})
        )
        assert [f.cause for f in failures(criterion("unchanged"), one)] == [
            Difference("hparameters is changed by the call")
        ]

    def test_a_missing_argument_fails(self) -> None:
        """A box may answer anything."""
        assert len(failures(criterion("unchanged"), answered(0, of=case(1, 2), arguments=((1,), {})))) == 1

    def test_no_evidence_is_not_a_pass(self) -> None:
        """Arguments that did not come back may have been changed."""
        assert len(failures(criterion("unchanged"), answered(0))) == 1

    @pytest.mark.parametrize("outcome", NO_VALUE)
    def test_what_is_no_value_fails(self, outcome: Outcome) -> None:
        """A function that does not return did not leave anything alone."""
        assert [f.cause for f in failures(criterion("unchanged"), answered(outcome))] == [outcome]


class TestResult:
    """What one criterion found."""

    @pytest.mark.parametrize(
        ("causes", "status"),
        [
            ([], "passed"),
            ([Difference("x")], "failed"),
            ([TooLarge("x")], "failed"),
            ([ERROR], "error"),
            ([CRASH], "error"),
            ([TIMEOUT], "timeout"),
            ([Difference("x"), ERROR], "error"),
            ([ERROR, TIMEOUT], "timeout"),
            ([Difference("x"), CRASH, TIMEOUT], "timeout"),
        ],
    )
    def test_the_gravest_cause_gives_the_status(self, causes: list[Any], status: str) -> None:
        """A hang before an exception before a wrong value."""
        assert CheckResult(criterion(), tuple(Failure(case(), cause) for cause in causes)).status == status

    @pytest.mark.parametrize(
        ("causes", "score"), [([], 2.0), ([Difference("x")], 0.0), ([ERROR, ERROR], 0.0)]
    )
    def test_a_criterion_earns_all_or_nothing(self, causes: list[Any], score: float) -> None:
        """There is no half of a check."""
        assert CheckResult(criterion(), tuple(Failure(case(), cause) for cause in causes)).score == score


class TestTogether:
    """All criteria of a function."""

    SUPPORT = criterion("unchanged", supporting=True, id="f.unchanged")

    def test_each_looks_at_its_own_cases(self) -> None:
        """By their group."""
        evidence = [
            answered(1.0, 1.0, case(1.0, group="a")),
            answered(1.0, 2.0, case(1.0, group="b")),
        ]
        criteria = [criterion(cases=("a",)), criterion(cases=("b",)), criterion(cases=("a", "b"))]
        assert statuses(criteria, *evidence) == ["passed", "failed", "failed"]

    def test_a_criterion_without_cases_is_the_packs_fault(self) -> None:
        """No evidence is never a pass."""
        with pytest.raises(PackError, match=r"the rubric's f\.reference names cases that do not exist: x, y"):
            run_checks([criterion(cases=("x", "y"))], [answered(1.0, 1.0)])

    def test_a_supporting_criterion_holds_beside_another(self) -> None:
        """Then it says something."""
        evidence = answered(1.0, 1.0, arguments=((1.0,), {}))
        assert statuses([criterion(), self.SUPPORT], evidence) == ["passed", "passed"]

    def test_a_supporting_criterion_alone_earns_nothing(self) -> None:
        """A blank function leaves its inputs alone too."""
        evidence = answered(2.0, 1.0, arguments=((1.0,), {}))
        assert statuses([criterion(), self.SUPPORT], evidence) == ["failed", "failed"]

    def test_two_supporting_criteria_do_not_support_each_other(self) -> None:
        """Something must be right in itself."""
        evidence = answered(2.0, 1.0, arguments=((1.0,), {}))
        assert statuses([self.SUPPORT, criterion(), self.SUPPORT], evidence) == ["failed"] * 3

    def test_a_supporting_criterion_keeps_its_own_reason(self) -> None:
        """It is told before that nothing else is right."""
        results = run_checks([criterion(), self.SUPPORT], [answered(ERROR, 1.0)])
        assert [f.cause for f in results[1].failures] == [ERROR]

    def test_support_that_earns_nothing_yet_is_waiting(self) -> None:
        """It has no failure of its own."""
        results = run_checks([criterion(), self.SUPPORT], [answered(2.0, 1.0, arguments=((1.0,), {}))])
        assert [(r.waiting, r.failures != ()) for r in results] == [(False, True), (True, False)]
        assert results[1].score == 0

    def test_results_come_in_the_order_of_the_rubric(self) -> None:
        """One for each criterion."""
        criteria = [self.SUPPORT, criterion(), criterion(part=None, id="f.more")]
        results = run_checks(criteria, [answered(1.0, 1.0, arguments=((1.0,), {}))])
        assert [result.criterion for result in results] == criteria


PARTS = ["layers", "forward", "configuration"]
ADAM = {"class": "Adam", "learning_rate": 1e-4}
GIVEN = {"before_activation": np.array([1.0, 2.0], np.float32), "output": np.array([0.1, 0.2], np.float32)}
PROBED = case(probe={"want": ["graph"]})


def part(kind: str, actual: Any, expected: Any, name: str = "it", **changes: Any) -> list[str | Outcome]:
    """Return what is wrong with a part of an answer: messages, or outcomes that gave none."""
    evidence = Evidence(
        PROBED,
        actual if isinstance(actual, Outcome) else Returned({name: actual}),
        Returned({name: expected}),
    )
    found = failures(criterion(kind, part=name, **changes), evidence)
    return [f.cause.message if isinstance(f.cause, Difference) else f.cause for f in found]


class TestParts:
    """Kinds that look at a part of what a probe answers."""

    @pytest.mark.parametrize("kind", PARTS)
    @pytest.mark.parametrize("outcome", NO_VALUE)
    def test_what_is_no_value_fails(self, kind: str, outcome: Outcome) -> None:
        """The outcome itself is the reason."""
        assert part(kind, outcome, happy()) == [outcome]

    @pytest.mark.parametrize("kind", PARTS)
    @pytest.mark.parametrize("value", [None, 7, [], {}, {"other": 1}, Opaque("dict")])
    def test_another_answer_than_was_asked_for_fails(self, kind: str, value: Any) -> None:
        """A student's code may have written it."""
        assert part(kind, Returned(value), happy()) == ["did not return the requested value"]

    @pytest.mark.parametrize("kind", PARTS)
    @pytest.mark.parametrize("expected", [None, 7, {"other": 1}])
    def test_a_part_that_the_reference_does_not_have_is_the_packs_fault(
        self, kind: str, expected: Any
    ) -> None:
        """Whatever the student's function gives."""
        evidence = Evidence(PROBED, Returned({"it": 1}), Returned(expected))
        with pytest.raises(
            PackError, match=rf"the rubric's f\.{kind} names part it, which the reference lacks"
        ):
            failures(criterion(kind, part="it"), evidence)

    @pytest.mark.parametrize("kind", PARTS)
    def test_other_parts_do_not_count(self, kind: str) -> None:
        """Each criterion has its own."""
        evidence = Evidence(
            PROBED, Returned({"it": happy(), "more": 1}), Returned({"it": happy(), "more": 2})
        )
        if kind == "layers":
            assert failures(criterion(kind, part="it"), evidence) == []
        other = Evidence(PROBED, Returned({"it": 1, "more": 1}), Returned({"it": 1, "more": 2}))
        assert kind == "layers" or failures(criterion(kind, part="it"), other) == []

    @pytest.mark.parametrize("kind", ["forward", "configuration"])
    def test_every_case_is_looked_at(self, kind: str) -> None:
        """One wrong answer among right ones is found."""
        evidence = [Evidence(PROBED, Returned({"it": v}), Returned({"it": 1.0})) for v in (1.0, 2.0, 1.0)]
        assert len(failures(criterion(kind, part="it"), *evidence)) == 1


class TestLayers:
    """The model has the reference's layers."""

    ALL = ("order", "settings", "sizes")

    def test_the_same_model_passes(self) -> None:
        """In all aspects."""
        assert part("layers", happy(), happy(), aspects=self.ALL) == []

    def test_a_difference_is_told_as_a_teacher_would(self) -> None:
        """With what follows from it."""
        assert part("layers", happy(padding="same"), happy(), aspects=("settings",)) == [
            "layer 2, Conv2D: padding is 'same', should be 'valid' (so its output is 70×70×32, not 64×64×32)"  # noqa: RUF001
        ]

    def test_only_its_aspects_count(self) -> None:
        """Another criterion has the others."""
        assert part("layers", happy(padding="same"), happy(), aspects=("order",)) == []

    def test_what_is_ignored_does_not_count(self) -> None:
        """A setting that may be anything."""
        graph = happy(strides=[1, 1], kernel_initializer="HeNormal")
        assert part("layers", graph, happy(), aspects=self.ALL) != []
        ignored = ("Conv2D.kernel_initializer",)
        assert part("layers", graph, happy(), aspects=self.ALL, ignored=ignored) == []

    @pytest.mark.parametrize(
        ("value", "described"),
        [
            (None, "None"),
            (7, "the number 7"),
            (Opaque("Tensor"), "an object of type Tensor"),
        ],
    )
    def test_what_is_no_model_is_told(self, value: Any, described: str) -> None:
        """As what it is."""
        assert part("layers", value, happy(), aspects=self.ALL) == [
            f"return is {described}, but should be a Sequential or functional Keras model"
        ]

    def test_a_model_without_the_shape_of_its_input_is_told(self) -> None:
        """With what it lacks."""
        value = Opaque("Sequential (without the shape of its input)")
        assert part("layers", value, happy(), aspects=self.ALL) == [
            (
                "return is a Sequential model that does not know the shape of its input; "
                "give its first layer input_shape=(64, 64, 3)"
            )
        ]

    def test_the_summaries_are_samples(self) -> None:
        """Side by side."""
        evidence = Evidence(PROBED, Returned({"it": happy(padding="same")}), Returned({"it": happy()}))
        (failure,) = failures(criterion("layers", part="it", aspects=("settings",)), evidence)
        assert isinstance(failure.cause, Difference)
        assert failure.cause.expected["2"] == "Conv2D (64,64,32) 4736 (7,7) (1,1) valid"
        assert failure.cause.actual["2"] == "Conv2D (70,70,32) 4736 (7,7) (1,1) same"


class TestForward:
    """The model gives what the reference gives."""

    def test_the_same_values_pass(self) -> None:
        """Before the last activation and after it."""
        assert part("forward", GIVEN, GIVEN, "inference") == []

    @pytest.mark.parametrize("place", ["before_activation", "output"])
    def test_each_of_both_counts(self, place: str) -> None:
        """A head that saturates hides much."""
        wrong = {**GIVEN, place: np.array([9.0, 9.0], np.float32)}
        assert len(part("forward", wrong, GIVEN, "inference")) == 1

    def test_the_tolerance_is_that_of_single_precision(self) -> None:
        """Whatever the arguments are."""
        near = {**GIVEN, "output": np.array([0.105, 0.205], np.float32)}
        assert part("forward", near, GIVEN, "inference") == []

    @pytest.mark.parametrize(
        ("name", "place"),
        [
            ("inference", "the model's output"),
            ("training", "the model's output in training mode"),
            ("moving", "the moving averages"),
        ],
    )
    def test_the_place_is_told(self, name: str, place: str) -> None:
        """In words."""
        (message,) = part("forward", np.zeros(2), np.ones(2), name)
        assert str(message).startswith(place)

    @pytest.mark.parametrize("value", [None, 7.0, Opaque("Tensor"), np.zeros(2), [1]])
    def test_what_is_no_model_is_told(self, value: Any) -> None:
        """As what it is."""
        (message,) = part("forward", value, GIVEN, "inference")
        assert str(message).endswith(", but should be a Sequential or functional Keras model")

    def test_another_shape_is_wrong(self) -> None:
        """It would broadcast."""
        wrong = {**GIVEN, "output": np.array([[0.1, 0.2]], np.float32)}
        assert len(part("forward", wrong, GIVEN, "inference")) == 1

    def test_numbers_that_are_none_are_wrong(self) -> None:
        """NaN is equal to nothing."""
        wrong = {name: np.full(2, np.nan, np.float32) for name in GIVEN}
        assert len(part("forward", wrong, GIVEN, "inference")) == 2


class TestConfiguration:
    """What is set up for training."""

    @pytest.mark.parametrize(
        "value",
        [
            ADAM,
            {"class": "BinaryCrossentropy", "from_logits": True},
            ["accuracy"],
            {"first trained layer": 120},
        ],
    )
    def test_the_same_passes(self, value: Any) -> None:
        """Whatever it is about."""
        assert part("configuration", value, value) == []

    @pytest.mark.parametrize(
        ("actual", "message"),
        [
            ({"class": "SGD", "learning_rate": 1e-4}, "the optimizer's class is 'SGD', but should be 'Adam'"),
            (
                {"class": "Adam", "learning_rate": 0.1},
                "the optimizer's learning_rate is 0.1, but should be 0.0001",
            ),
            (
                {"class": "Adam", "learning_rate": None},
                "the optimizer has no fixed learning rate",
            ),
            ({"class": "Adam"}, "the optimizer's learning_rate is unknown"),
            (None, "optimizer is None, but should be a dictionary"),
            ([], "optimizer is a list of length 0, but should be a dictionary"),
        ],
    )
    def test_what_differs_is_named(self, actual: Any, message: str) -> None:
        """By what was set up."""
        assert part("configuration", actual, ADAM, "optimizer") == [message]

    @pytest.mark.parametrize(
        ("name", "actual", "should", "message"),
        [
            ("first trained layer", 1, 120, "the first trained layer is 1, but should be 120"),
            (
                "first trained layer",
                None,
                120,
                (
                    "no layer of the base model is trained, though all from layer 120 on should be; "
                    "another model may have been unfrozen"
                ),
            ),
            (
                "all later ones are trained",
                False,
                True,
                "whether all later layers are trained is False, but should be True",
            ),
        ],
    )
    def test_frozen_layers_are_told_in_words(
        self, name: str, actual: object, should: object, message: str
    ) -> None:
        """Nobody knows the keys that the box answers with."""
        assert part("configuration", {name: actual}, {name: should}, "trainable") == [message]

    @pytest.mark.parametrize("actual", [["mse"], [], ["accuracy", "mse"], "accuracy"])
    def test_other_metrics_are_wrong(self, actual: Any) -> None:
        """Neither more nor less."""
        assert part("configuration", actual, ["accuracy"]) != []

    @pytest.mark.parametrize("actual", [False, None, 1, "True"])
    def test_true_is_true_only(self, actual: Any) -> None:
        """Logits or not."""
        assert part("configuration", {"from_logits": actual}, {"from_logits": True}) != []
