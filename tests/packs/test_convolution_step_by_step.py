"""The pack `convolution-step-by-step` proves itself: reference, cases, rubric, misconceptions."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.checks.compare import expectation_differences
from grader.extract import extract
from grader.extract.notebook_format import FormatChecker
from grader.extract.submission import Cell, Submission, read
from grader.packs import Tolerance
from tests.packs.references import (
    EDITIONS,
    alike,
    cases,
    defined,
    hidden,
    hidden_of,
    misconceptions,
    outcome,
    solution,
    step_by_step,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.packs import Case, Misconception

SEEDS = [0, 1, 5023, 2**32 - 1]
FAR = 1e5  # from here on, differences of inputs are too coarse to tell a derivative
PUBLISHED = [(g, case) for g in EDITIONS for case in step_by_step().public_cases(g)]
POOLING = ("pool_forward", "pool_backward")
WINDOWS = np.lib.stride_tricks.sliding_window_view


def case_id(value: Any) -> str:
    """Name a case or an edition."""
    return value if isinstance(value, str) else value.id


def convolutions(seed: int | None = None) -> Iterator[tuple[Case, tuple[Any, ...]]]:
    """Yield the hidden cases of convolutions with A_prev, W, b and hparameters."""
    for case in hidden(seed):
        if case.function == "conv_forward":
            yield case, case.args
        elif case.function == "conv_backward":
            yield case, case.args[1]


def poolings(seed: int | None = None) -> Iterator[tuple[Case, tuple[Any, ...]]]:
    """Yield the hidden cases of poolings with A_prev and hparameters."""
    for case in hidden(seed):
        if case.function in POOLING:
            yield case, case.args if case.function == "pool_forward" else case.args[1]


class TestPublished:
    """The values that the course has published."""

    @pytest.mark.parametrize(("edition", "case"), PUBLISHED, ids=case_id)
    def test_the_reference_gives_the_published_values(self, edition: str, case: Case) -> None:
        """To the digits that were printed."""
        result = outcome(solution(edition)[case.function], case)
        found = [
            difference.message
            for expectation in case.expectations
            for difference in expectation_differences(result, expectation, Tolerance(1e-6, 1e-8))
        ]
        assert found == []

    @pytest.mark.parametrize("edition", EDITIONS)
    def test_ids_are_unique_in_an_edition(self, edition: str) -> None:
        """Among public and hidden cases together."""
        ids = [case.id for case in (*step_by_step().public_cases(edition), *hidden())]
        assert sorted(set(ids)) == sorted(ids)

    @pytest.mark.parametrize("edition", EDITIONS)
    def test_every_function_has_a_published_case(self, edition: str) -> None:
        """Every student sees an example of each."""
        functions = {case.function for case in step_by_step().public_cases(edition)}
        assert functions == set(step_by_step().assignment.names)

    def test_every_case_belongs_to_a_known_edition(self) -> None:
        """The pack's are the five that there were, and this grader's own."""
        assert tuple(g.id for g in step_by_step().assignment.editions) == EDITIONS

    def test_the_first_edition_adds_the_bias_to_every_element(self) -> None:
        """Its published value differs, and so does its reference."""
        a, W, b = np.ones((2, 2, 1)), np.ones((2, 2, 1)), np.full((1, 1, 1), 0.5)
        assert [solution(g)["conv_single_step"](a, W, b) for g in ("2017", "2018")] == [6.0, 4.5]


def numeric_gradient(
    function: Callable[[np.ndarray], np.ndarray], at: np.ndarray, upstream: np.ndarray
) -> np.ndarray:
    """Return the gradient of sum(upstream * function(at)) by central differences."""
    step, gradient = 1e-6, np.zeros(at.shape)
    for index in np.ndindex(*at.shape):
        moved = [at.copy(), at.copy()]
        moved[0][index] += step
        moved[1][index] -= step
        above, below = (np.sum(upstream * function(x)) for x in moved)
        gradient[index] = (above - below) / (2 * step)
    return gradient


class TestGradients:
    """The backward functions are the derivatives of the forward ones."""

    @pytest.mark.parametrize(
        "case", [c for c in hidden_of("conv_backward") if c.group != "float32"], ids=lambda case: case.id
    )
    @pytest.mark.parametrize("part", [0, 1, 2], ids=["A_prev", "W", "b"])
    def test_conv_backward_is_the_derivative_of_conv_forward(self, case: Case, part: int) -> None:
        """By its input, its filters, and its biases."""
        dZ, (*arrays, hparameters) = case.args

        def forward(x: np.ndarray) -> np.ndarray:
            changed = [*arrays[:part], x, *arrays[part + 1 :]]
            return solution()["conv_forward"](*changed, hparameters)[0]

        actual = solution()["conv_backward"](dZ, (*arrays, hparameters))[part]
        atol = 1e-6 * max(1.0, np.abs(arrays[part]).max())
        np.testing.assert_allclose(actual, numeric_gradient(forward, arrays[part], dZ), rtol=1e-6, atol=atol)

    @pytest.mark.parametrize(
        "case",
        [c for c in hidden_of("pool_backward") if c.group != "float32" and np.abs(c.args[1][0]).max() < FAR],
        ids=lambda case: case.id,
    )
    def test_pool_backward_is_the_derivative_of_pool_forward(self, case: Case) -> None:
        """In both modes."""
        dA, (A_prev, hparameters), *mode = case.args

        def forward(x: np.ndarray) -> np.ndarray:
            return solution()["pool_forward"](x, hparameters, *mode, **case.kwargs)[0]

        actual = solution()["pool_backward"](*case.args, **case.kwargs)
        np.testing.assert_allclose(actual, numeric_gradient(forward, A_prev, dA), rtol=1e-6, atol=1e-6)

    def test_conv_forward_is_conv_single_step_over_the_windows(self) -> None:
        """The course builds the one from the other; the reference does not, so they prove each other."""
        for case in hidden_of("conv_forward"):
            A_prev, W, b, hparameters = case.args
            Z, stride, f = solution()["conv_forward"](*case.args)[0], hparameters["stride"], W.shape[0]
            padded = solution()["zero_pad"](A_prev, hparameters["pad"])
            expected = np.zeros(Z.shape)
            for i, h, w, c in np.ndindex(*Z.shape):
                window = padded[i, h * stride : h * stride + f, w * stride : w * stride + f]
                expected[i, h, w, c] = solution()["conv_single_step"](window, W[..., c], b[..., c])
            np.testing.assert_allclose(Z, expected, rtol=1e-12, atol=1e-12)


class TestHiddenCases:
    """What is drawn from the seed."""

    @pytest.mark.parametrize("seed", SEEDS)
    def test_one_seed_gives_one_set_of_cases(self, seed: int) -> None:
        """The same bytes in every run."""
        again = step_by_step().reference.hidden_cases(seed)
        assert [case.frame for case in again] == [case.frame for case in hidden(seed)]

    def test_seeds_give_cases_of_the_same_names(self) -> None:
        """Only values differ."""
        assert [case.id for case in hidden(0)] == [case.id for case in hidden(1)]

    def test_seeds_give_other_values(self) -> None:
        """In every case that has arrays of more than one number."""
        same = [one.id for one, other in zip(hidden(0), hidden(1), strict=True) if one.frame == other.frame]
        # A one by one window has one order of its values only, but draws them; four values of dz are fixed.
        assert same == [f"distribute_value.values#{n}" for n in (2, 5, 6, 9)]

    def test_the_global_generator_is_left_alone(self) -> None:
        """And does not influence the cases."""
        before = np.random.get_state()[1].tolist()  # noqa: NPY002
        step_by_step().reference.hidden_cases(3)
        assert np.random.get_state()[1].tolist() == before  # noqa: NPY002

    def test_both_modes_are_in_their_own_groups(self) -> None:
        """So that a criterion is about one."""
        modes = {
            (case.group, case.kwargs.get("mode", case.args[2] if case.args[2:] else "max"))
            for case, _ in poolings()
            if case.group in ("max", "average")
        }
        assert modes == {("max", "max"), ("average", "average")}

    @pytest.mark.parametrize(
        "function", [n for n in step_by_step().assignment.names if n != "distribute_value"]
    )
    def test_float32_occurs(self, function: str) -> None:
        """In a group of its own, with arrays of float32 only."""
        dtypes = {
            array.dtype.name
            for case in hidden_of(function)
            if case.group == "float32"
            for array in flattened(case.args)
        }
        assert dtypes == {"float32"}

    def test_everything_else_is_float64(self) -> None:
        """The course's own."""
        dtypes = {a.dtype.name for case in hidden() if case.group != "float32" for a in flattened(case.args)}
        assert dtypes == {"float64"}

    @pytest.mark.parametrize("edition", EDITIONS)
    def test_the_reference_answers_every_case_with_finite_numbers(self, edition: str) -> None:
        """None raises, none gives NaN."""
        strange = [
            case.id
            for case in hidden()
            if not all(
                np.isfinite(a).all() for a in flattened((outcome(solution(edition)[case.function], case),))
            )
        ]
        assert strange == []

    def test_the_reference_leaves_its_arguments_alone(self) -> None:
        """It keeps the rule that it sets."""
        before = [case.frame for case in hidden()]
        for case in hidden():
            solution()[case.function](*case.args, **case.kwargs)
        fresh = step_by_step().reference.hidden_cases(step_by_step().rubric().seed)
        assert before == [case.frame for case in fresh]


def flattened(value: Any) -> Iterator[np.ndarray]:
    """Yield the arrays in a value."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from flattened(item)


class TestRubric:
    """What is worth what."""

    @pytest.mark.parametrize(("rubric", "backward"), [("default", [10.0] * 4), ("course", [0.0] * 4)])
    def test_the_functions_are_worth_their_points(self, rubric: str, backward: list[float]) -> None:
        """Forward functions 15 or, as in the course, 10; backward ones 10 or nothing."""
        functions = step_by_step().rubric(rubric).functions
        forward = 15.0 if rubric == "default" else 10.0
        assert [sum(c.points for c in criteria) for criteria in functions.values()] == [
            *[forward] * 4,
            *backward,
        ]

    @pytest.mark.parametrize(("rubric", "points"), [("default", 100.0), ("course", 40.0)])
    def test_the_rubric_is_worth_its_points(self, rubric: str, points: float) -> None:
        """In all."""
        assert set(step_by_step().max_scores(step_by_step().rubric(rubric))) == {points}

    @pytest.mark.parametrize("rubric", ["default", "course"])
    def test_public_and_hidden_cases_fit_their_criteria(self, rubric: str) -> None:
        """A criterion about hidden cases is hidden."""
        wrong = [
            criterion.id
            for criteria in step_by_step().rubric(rubric).functions.values()
            for criterion in criteria
            if (criterion.visibility == "public") != (criterion.cases == ("seeded",))
        ]
        assert wrong == []

    @pytest.mark.parametrize("rubric", ["default", "course"])
    def test_every_group_of_the_rubric_has_cases_and_every_case_its_criterion(self, rubric: str) -> None:
        """For each edition."""
        found = step_by_step().rubric(rubric)
        for edition in EDITIONS:
            counted = found.of(step_by_step().assignment, edition)
            named = {
                (name, group)
                for criteria in (counted.functions, counted.remarks)
                for name, own in criteria.items()
                for criterion in own
                for group in criterion.cases
            }
            everything = (*step_by_step().public_cases(edition), *hidden())
            assert {(case.function, case.group) for case in everything} == named

    def test_every_part_of_a_result_is_looked_at(self) -> None:
        """No part of a returned tuple goes unseen by the hidden criteria."""
        for name, criteria in step_by_step().rubric().functions.items():
            result = outcome(solution()[name], hidden_of(name)[0])
            parts = {c.part for c in criteria if c.kind == "reference"} - {None}
            assert parts in (set(), set(range(len(result)))) if isinstance(result, tuple) else not parts

    @pytest.mark.parametrize("rubric", ["default", "course"])
    def test_a_hidden_criterion_has_a_hint(self, rubric: str) -> None:
        """A student who fails it sees no value."""
        criteria = [c for each in step_by_step().rubric(rubric).functions.values() for c in each]
        assert [c.id for c in criteria if c.visibility == "hidden" and not c.hint] == []

    def test_helpers_are_earlier_functions(self) -> None:
        """Never itself, never a later one."""
        functions = step_by_step().assignment.functions
        wrong = [
            (f.name, helper)
            for position, f in enumerate(functions)
            for helper in f.helpers
            if helper not in [earlier.name for earlier in functions[:position]]
        ]
        assert wrong == []


def advice_of(edition: str = "2022") -> list[Misconception]:
    """Return the misconceptions."""
    return [m for m, _ in misconceptions(edition)]


class TestMisconceptions:
    """Known ways to be wrong, each another one."""

    # What is wrong in one edition is right in the other.
    RIGHT = {g: {"conv_single_step__bias_once"} for g in EDITIONS} | {
        "2017": {"conv_single_step__bias_on_every_element", "conv_forward__bias_on_every_element"}
    }

    @pytest.mark.parametrize(
        "edition", [EDITIONS[0], *(pytest.param(each, marks=pytest.mark.thorough) for each in EDITIONS[1:])]
    )
    def test_each_differs_from_the_reference(self, edition: str) -> None:
        """On some case of its function."""
        right = {
            m.name
            for m, outcomes in misconceptions(edition)
            if alike(
                outcomes,
                tuple(outcome(solution(edition)[m.function], c) for c in cases(m.function, edition)),
            )
        }
        assert right == self.RIGHT[edition]

    @pytest.mark.parametrize("edition", ["2017", "2022"])
    def test_no_two_answer_all_cases_alike(self, edition: str) -> None:
        """Else the advice would be a matter of luck."""
        pairs = combinations(misconceptions(edition), 2)
        same = [
            (one.name, other.name)
            for (one, some), (other, others) in pairs
            if one.function == other.function and alike(some, others)
        ]
        assert same == []

    @pytest.mark.parametrize("edition", ["2017", "2022"])
    def test_a_mistake_about_windows_adds_the_bias_as_its_edition_does(self, edition: str) -> None:
        """Where no window is misplaced, as with a stride of 1, it gives what the reference gives."""
        known = {m.name: m for m, _ in misconceptions(edition)}["conv_forward__stride_only_in_the_size"]
        unmoved = [case for case in cases("conv_forward", edition) if case.args[3]["stride"] == 1]
        functions = defined(known.definition), solution(edition)["conv_forward"]
        assert alike(*(tuple(outcome(function, case) for case in unmoved) for function in functions))
        assert len(unmoved) > 2

    @pytest.mark.parametrize("function", step_by_step().assignment.names)
    def test_every_function_has_some(self, function: str) -> None:
        """None is too simple to get wrong."""
        assert [m for m in advice_of() if m.function == function] != []

    def test_each_belongs_to_a_graded_function(self) -> None:
        """A slip in its name would make it useless."""
        assert {m.function for m in advice_of()} <= set(step_by_step().assignment.names)

    @pytest.mark.parametrize("misconception", advice_of(), ids=lambda m: m.name)
    def test_its_advice_is_one_or_two_sentences(self, misconception: Misconception) -> None:
        """That begin with a capital or a name, and end."""
        sentences = [s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])", misconception.advice) if s]
        assert len(sentences) in (1, 2)
        assert all(sentence.endswith(".") for sentence in sentences)
        assert len(misconception.advice) <= 160

    @pytest.mark.parametrize("misconception", advice_of(), ids=lambda m: m.name)
    def test_its_advice_holds_no_value_of_a_hidden_case(self, misconception: Misconception) -> None:
        """Students read it."""
        assert re.findall(r"\d+\.\d+|\d{2,}", misconception.advice) == []


TEXTS = {
    "2017": """
import numpy as np
# GRADED FUNCTION: zero_pad
### START CODE HERE ###
X_pad = None
### END CODE HERE ###
np.random.seed(1)
A_prev = np.random.randn(10,4,4,3)
hparameters = {"pad" : 2,
               "stride": 1}
print("Z's mean =", np.mean(Z))
hparameters = {"stride" : 1, "f": 4}
| **Z** | -23.1602122025 | **Z's mean** | 0.155859324889 | **dA_mean** | 9.60899067587 |
""",
    "2018": """
### START CODE HERE ###
A_prev = np.random.randn(10,4,4,3)
W = np.random.randn(2,2,3,8)
hparameters = {"pad" : 2,
               "stride": 2}
print("Z[3,2,1] =", Z[3,2,1])
np.random.seed(1)
A_prev = np.random.randn(2, 4, 4, 3)
hparameters = {"stride" : 2, "f": 3}
| **Z** | -6.99908945068 | **Z's mean** | 0.0489952035289 | **dA_mean** | 1.45243777754 |
""",
    "2019": """
### START CODE HERE ###
A_prev = np.random.randn(10,5,7,4)
W = np.random.randn(3,3,4,8)
hparameters = {"pad" : 1, "stride": 2}
print("Z[3,2,1] =\\n", Z[3,2,1])
A_prev = np.random.randn(2, 5, 5, 3)
hparameters = {"stride" : 1, "f": 3}
| **Z** | -6.99908945068 | **Z's mean** | 0.692360880758 |
""",
    "2021": """
from public_tests import *
# YOUR CODE STARTS HERE
# YOUR CODE ENDS HERE
zero_pad_test(zero_pad)
A_prev = np.random.randn(2, 5, 7, 4)
hparameters = {"pad" : 1, "stride": 2}
conv_forward_test_1(z_mean, z_0_2_1, cache_0_1_2_3)
conv_forward_test_2(conv_forward)
A_prev = np.random.randn(2, 5, 5, 3)
pool_forward_test(pool_forward)
Z = -6.999089450680221, mean 0.5511276474566768
""",
    "2022": """
from public_tests import *
### v1.1
# YOUR CODE STARTS HERE
# YOUR CODE ENDS HERE
zero_pad_test(zero_pad)
A_prev = np.random.randn(2, 5, 7, 4)
conv_forward_test_1(z_mean, z_0_2_1, cache_0_1_2_3)
conv_forward_test_2(conv_forward)
pool_forward_test_1(pool_forward)
pool_forward_test_2(pool_forward)
Z = -6.999089450680221, mean 0.5511276474566768
""",
}
TEXTS["2026"] = "# [pad:-pad] is empty for pad 0.\nwith try_it():\n    print(zero_pad(small, 1))"
EARLY_2021 = TEXTS["2021"].replace("conv_forward_test_2", "conv_forward_test")


def edition(text: str, *, is_code: bool = True) -> str:
    """Return the edition of a submission of one cell."""
    submission = Submission("a.ipynb", "", (Cell(0, text, is_code=is_code),))
    return step_by_step().edition_of(submission).id


class TestEditions:
    """Which edition a notebook is of."""

    @pytest.mark.parametrize(("expected", "text"), [*TEXTS.items(), ("2021", EARLY_2021)])
    def test_a_notebook_is_told_by_its_marks(self, expected: str, text: str) -> None:
        """Numbers, shapes and names that only its edition has."""
        assert edition(text) == expected

    @pytest.mark.parametrize("expected", ["2017", "2018", "2019"])
    def test_the_marks_need_no_printed_values(self, expected: str) -> None:
        """Students clear outputs, and some delete the tables of expected ones."""
        text = "\n".join(line for line in TEXTS[expected].split("\n") if not line.startswith("|"))
        assert edition(text) == expected

    @pytest.mark.parametrize(
        "spacing", [str.strip, lambda t: t.replace(", ", ","), lambda t: t.replace(",", ", ")]
    )
    @pytest.mark.parametrize("expected", EDITIONS)
    def test_spacing_makes_no_difference(self, expected: str, spacing: Any) -> None:
        """Formatters change it."""
        assert edition(spacing(TEXTS[expected])) == expected

    def test_single_quotes_make_no_difference(self) -> None:
        """Formatters change them."""
        assert edition(TEXTS["2017"].replace('"', "'")) == "2017"

    def test_bare_functions_are_of_the_courses_newest_edition(self) -> None:
        """A script with nothing else in it, not of this grader's own."""
        assert edition("def zero_pad(X, pad): pass") == "2022"

    @pytest.mark.parametrize("expected", EDITIONS)
    def test_texts_count_as_code_does(self, expected: str) -> None:
        """Expected values stand in texts."""
        assert edition(TEXTS[expected], is_code=False) == expected


class TestStudentsFiles:
    """What a student may have."""

    @pytest.mark.parametrize("name", step_by_step().assignment.names)
    def test_every_function_of_the_starter_is_blank(self, name: str) -> None:
        """By its own looks, and as the starter has it."""
        pack = step_by_step()
        starter = read(pack.assignment.folder / "starter.ipynb")
        reasons = [
            extract(starter, pack.assignment.names, starter=known).definitions[name].blank
            for known in ({}, pack.starter)
        ]
        assert reasons == [
            "has an empty body: was it left blank?",
            "is unchanged from the starter: was it left blank?",
        ]

    @pytest.mark.parametrize("notebook", ["starter.ipynb", "sample.ipynb"])
    def test_the_notebooks_are_valid(self, notebook: str) -> None:
        """Jupyter opens them without complaint."""
        assert FormatChecker().notes(read(step_by_step().assignment.folder / notebook)) == ()

    def test_the_starter_is_recognised(self) -> None:
        """As this assignment's."""
        starter = read(step_by_step().assignment.folder / "starter.ipynb")
        program = extract(starter, step_by_step().assignment.names)
        assert dict(program.missing) == {}

    def test_no_secret_is_in_the_students_folder(self) -> None:
        """No seed, no hint, no solution."""
        folder = step_by_step().assignment.folder
        names = {path.name for path in folder.rglob("*") if path.is_file()}
        assert names == {
            "assignment.json",
            "published.json",
            "expected.json",
            "public_tests.py",
            "starter.ipynb",
            "sample.ipynb",
            "conv_backward.dZ.2017.npy",
            "conv_backward.dZ.2018.npy",
        }
