"""Comparing values: where they differ, and how; everything strange fails."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.checks.compare import (
    Difference,
    aspect_differences,
    describe,
    differences,
    expectation_differences,
    shown,
)
from grader.packs import Expectation, Tolerance
from grader.wire import Opaque

EXACT = Tolerance(0.0, 0.0)
NEAR = Tolerance(1e-5, 1e-6)
NAN, INF = float("nan"), float("inf")
NUMBERS = st.floats(-1e6, 1e6)
ARRAYS = hnp.arrays(np.float64, hnp.array_shapes(min_dims=1, max_dims=4, max_side=4), elements=NUMBERS)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | NUMBERS | st.text(max_size=3) | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=6,
)


def found(actual: Any, expected: Any, tolerance: Tolerance = NEAR) -> list[Difference]:
    """Return the differences between two values."""
    return list(differences(actual, expected, "return", tolerance))


def messages(actual: Any, expected: Any) -> list[str]:
    """Return what is said about two values."""
    return [difference.message for difference in found(actual, expected)]


def expecting(result: Any, value: Any, **where: Any) -> list[Difference]:
    """Return how a result differs from one published value."""
    return list(expectation_differences(result, Expectation(value, **where), NEAR))


class TestLaws:
    """What holds for all values."""

    @given(VALUES)
    def test_a_value_does_not_differ_from_itself(self, value: Any) -> None:
        """Even where no tolerance is given."""
        assert found(value, value, EXACT) == []

    @given(ARRAYS, st.data())
    def test_one_other_number_is_found(self, expected: np.ndarray, data: st.DataObject) -> None:
        """Exactly it, wherever it stands."""
        place = data.draw(st.integers(0, expected.size - 1))
        actual = expected.copy()
        actual.flat[place] += data.draw(st.sampled_from([1.0, -1.0])) * (1 + abs(actual.flat[place]))
        index = ", ".join(str(i) for i in np.unravel_index(place, expected.shape))
        assert [list(d.actual) for d in found(actual, expected)] == [[f"return[{index}]"]]

    @given(hnp.arrays(np.float64, 5, elements=NUMBERS), hnp.arrays(np.float64, 5, elements=NUMBERS))
    def test_arrays_are_equal_as_numpy_has_it(self, actual: np.ndarray, expected: np.ndarray) -> None:
        """The same tolerance, the same verdict."""
        should = bool(np.allclose(actual, expected, rtol=1e-5, atol=1e-6))
        assert (found(actual, expected) == []) == should

    @given(ARRAYS, st.sampled_from([NAN, INF, -INF]), st.data())
    def test_nothing_infinite_passes(self, expected: np.ndarray, strange: float, data: st.DataObject) -> None:
        """Whatever the tolerance."""
        actual = expected.copy()
        actual.flat[data.draw(st.integers(0, expected.size - 1))] = strange
        assert len(found(actual, expected, Tolerance(1e300, 1e300))) == 1

    def test_nothing_infinite_passes_where_it_is_expected_either(self) -> None:
        """A reference that overflowed proves nothing."""
        assert len(found(np.array([1.0, INF]), np.array([1.0, INF]))) == 1

    @given(VALUES, VALUES)
    def test_any_two_values_can_be_compared(self, actual: Any, expected: Any) -> None:
        """No pair of values is an error, or a warning."""
        assert all(isinstance(difference, Difference) for difference in found(actual, expected))


class TestNumbers:
    """A number where a number should be."""

    @pytest.mark.parametrize(
        "actual",
        [
            *(2, 2.0, np.float32(2), np.float64(2), np.int8(2), np.uint64(2), np.longdouble(2)),
            *(np.array(2.0), np.array(2), 2.000001),
        ],
    )
    def test_a_number_of_any_type_is_a_number(self, actual: Any) -> None:
        """Python's, NumPy's, or an array without axes."""
        assert found(actual, 2.0) == []

    @pytest.mark.parametrize(
        ("actual", "what"),
        [
            (None, "None"),
            (True, "True"),
            ("2", "a string"),
            ([2], "a list of length 1"),
            ((2,), "a tuple of length 1"),
            ({}, "a dictionary"),
            (np.array([2.0]), "an array of shape (1,)"),
            (np.array([[[2.0]]]), "an array of shape (1, 1, 1)"),
            (np.array(True), "a 0-d array"),
            (np.array(2 + 0j), "a 0-d array"),
            (2 + 0j, "the number (2+0j)"),
            (np.complex64(2), "the number (2+0j)"),
            (np.bool_(True), "True"),
            (Opaque("Tensor"), "an object of type Tensor"),
        ],
    )
    def test_what_is_no_number_is_described(self, actual: Any, what: str) -> None:
        """Without showing it."""
        assert messages(actual, 2.0) == [f"return is {what}, but should be a number"]

    @pytest.mark.parametrize("actual", [NAN, INF, -INF, np.float32("nan"), np.array(NAN)])
    def test_what_is_not_finite_is_wrong(self, actual: Any) -> None:
        """And shown as text, since JSON has no NaN."""
        assert [type(v) for d in found(actual, 2.0) for v in d.actual.values()] == [str]

    @pytest.mark.parametrize("expected", [NAN, INF])
    def test_an_expected_value_that_is_not_finite_is_never_met(self, expected: float) -> None:
        """No evidence is never a pass."""
        assert len(found(expected, expected)) == 1

    def test_a_wrong_number_is_shown_beside_the_right_one(self) -> None:
        """With six digits each."""
        assert found(3.14159265, 2.71828183) == [
            Difference("return is 3.14159, but should be 2.71828", {"return": 2.71828}, {"return": 3.14159})
        ]

    @pytest.mark.parametrize(
        ("actual", "holds"),
        [(100.0009, True), (100.0012, False), (99.9991, True), (99.9988, False)],
    )
    def test_a_number_may_be_as_far_away_as_the_tolerance_says(self, actual: float, holds: bool) -> None:
        """|actual - expected| <= atol + rtol * |expected|."""
        assert (found(actual, 100.0) == []) == holds

    @pytest.mark.parametrize(("actual", "holds"), [(9e-7, True), (-9e-7, True), (1.1e-6, False)])
    def test_near_zero_the_absolute_tolerance_counts(self, actual: float, holds: bool) -> None:
        """The relative one is nothing there."""
        assert (found(actual, 0.0) == []) == holds


class TestExactValues:
    """Texts, None and truth values."""

    @pytest.mark.parametrize("expected", ["max", "", None, True, False])
    def test_they_are_met_by_themselves(self, expected: Any) -> None:
        """Only."""
        assert found(expected, expected) == []

    @pytest.mark.parametrize(
        ("actual", "expected"),
        [
            ("min", "max"),
            (1, True),
            (0, False),
            (None, False),
            (True, False),
            (False, None),
            (0, None),
            (Opaque("bytes"), "x"),
        ],
    )
    def test_nothing_else_meets_them(self, actual: Any, expected: Any) -> None:
        """Types are exact."""
        assert len(found(actual, expected)) == 1

    def test_what_should_be_is_shown(self) -> None:
        """As Python writes it."""
        assert messages("min", "max") == ["return is 'min', but should be 'max'"]


class TestArrays:
    """An array where an array should be."""

    EXPECTED = np.arange(6.0).reshape(2, 3)

    @pytest.mark.parametrize("dtype", ["int64", "float32", "float16", "longdouble", "uint8"])
    def test_the_dtype_makes_no_difference(self, dtype: str) -> None:
        """Values count."""
        assert found(self.EXPECTED.astype(dtype), self.EXPECTED) == []

    def test_truth_values_and_integers_are_the_same_mask(self) -> None:
        """Both multiply alike."""
        assert found(np.array([0, 1]), np.array([False, True])) == []

    @pytest.mark.parametrize("empty", [np.zeros((0, 3)), np.zeros(0)])
    def test_empty_arrays_of_one_shape_are_equal(self, empty: np.ndarray) -> None:
        """There is nothing to differ."""
        assert found(empty.copy(), empty) == []

    @pytest.mark.parametrize(
        ("actual", "what"),
        [
            (EXPECTED.tolist(), "a list of length 2"),
            (None, "None"),
            (3.0, "the number 3.0"),
            (Opaque("Tensor"), "an object of type Tensor"),
            (Opaque("array of object"), "an object of type array of object"),
        ],
    )
    def test_what_is_no_array_is_described(self, actual: Any, what: str) -> None:
        """With the shape that it should have."""
        assert messages(actual, self.EXPECTED) == [
            f"return is {what}, but should be an array of shape (2, 3)"
        ]

    @pytest.mark.parametrize("shape", [(3, 2), (6,), (2, 3, 1), (1, 2, 3), (2, 1), (1, 1), ()])
    def test_another_shape_is_wrong_even_where_numpy_would_broadcast(self, shape: tuple[int, ...]) -> None:
        """Both shapes are shown."""
        actual = np.zeros(shape)
        should = [f"return has shape {shape}, but should be (2, 3)"]
        assert messages(actual, self.EXPECTED) == should

    def test_shapes_are_shown_as_lists_too(self) -> None:
        """For a program to read."""
        difference = found(np.zeros((3, 2)), self.EXPECTED)[0]
        actual = (difference.expected, difference.actual)
        assert actual == ({"return.shape": [2, 3]}, {"return.shape": [3, 2]})

    def test_complex_values_are_wrong(self) -> None:
        """Even with nothing imaginary about them."""
        assert messages(self.EXPECTED + 0j, self.EXPECTED) == [
            "return has complex values, but should have real ones"
        ]

    def test_the_first_wrong_value_is_named(self) -> None:
        """With how many differ."""
        actual = self.EXPECTED.copy()
        actual[1, 1:] = 9
        assert messages(actual, self.EXPECTED) == [
            "return[1, 1] is 9.0, but should be 4.0 (2 of 6 values differ)"
        ]

    def test_a_single_value_is_not_counted(self) -> None:
        """There is no other."""
        assert messages(np.array([1.0]), np.array([2.0])) == ["return[0] is 1.0, but should be 2.0"]

    def test_only_so_many_wrong_values_are_shown(self) -> None:
        """The first six."""
        difference = found(np.ones(100), np.zeros(100))[0]
        assert list(difference.actual) == [f"return[{n}]" for n in range(6)]

    @pytest.mark.parametrize(
        ("wrong", "pattern"),
        [
            ([1], "; example 1"),
            ([0, 2], "; examples 0, 2"),
            ([0, 1, 2, 3, 4, 5], "; examples 0, 1, 2, 3, 4"),
            ([0, 1, 2, 3, 4, 5, 6], ""),
        ],
    )
    def test_a_pattern_over_the_examples_is_told(self, wrong: list[int], pattern: str) -> None:
        """Whether all are wrong or only some says much."""
        expected = np.zeros((7, 1, 1, 1))
        actual = expected.copy()
        actual[wrong] = 1
        count = f"{len(wrong)} of 7 values differ{pattern}"
        assert [message.split(" (")[1] for message in messages(actual, expected)] == [f"{count})"]


class TestStructures:
    """Tuples, lists and dictionaries."""

    @pytest.mark.parametrize("actual", [(1, "x"), [1, "x"]])
    def test_a_list_will_do_for_a_tuple(self, actual: Any) -> None:
        """`return [Z, cache]` unpacks alike."""
        assert found(actual, (1, "x")) == []

    @pytest.mark.parametrize(
        ("actual", "message"),
        [
            ((1,), "return has 1 parts, but should have 2"),
            ((1, "x", 2), "return has 3 parts, but should have 2"),
            (1, "return is the number 1, but should be a tuple of 2"),
            (np.zeros(2), "return is an array of shape (2,), but should be a tuple of 2"),
            ("ab", "return is a string, but should be a tuple of 2"),
            (None, "return is None, but should be a tuple of 2"),
        ],
    )
    def test_another_structure_is_wrong(self, actual: Any, message: str) -> None:
        """It says which."""
        assert messages(actual, (1, "x")) == [message]

    def test_every_part_is_compared(self) -> None:
        """And named by its place."""
        assert messages((1, (2, 3)), (0, (2, 4))) == [
            "return[0] is 1, but should be 0",
            "return[1][1] is 3, but should be 4",
        ]

    def test_a_dictionary_may_hold_more(self) -> None:
        """What should be there counts."""
        assert found({"pad": 1, "mine": 2}, {"pad": 1}) == []

    @pytest.mark.parametrize(
        ("actual", "message"),
        [
            ({"stride": 1}, "return has no entry 'pad'"),
            ({"pad": 2}, "return['pad'] is 2, but should be 1"),
            ([("pad", 1)], "return is a list of length 1, but should be a dictionary"),
        ],
    )
    def test_a_dictionary_may_not_hold_less(self, actual: Any, message: str) -> None:
        """Every entry is named."""
        assert messages(actual, {"pad": 1}) == [message]


class TestExpectations:
    """One published value."""

    RESULT = (np.arange(24.0).reshape(2, 3, 4), {"a": [5, 6]}, 7.0)

    @pytest.mark.parametrize(
        ("value", "where"),
        [
            (np.arange(24.0).reshape(2, 3, 4), {"path": (0,)}),
            (np.array([20.0, 21, 22, 23]), {"path": (0,), "index": (1, 2)}),
            (23.0, {"path": (0,), "index": (1, 2, 3)}),
            (23.0, {"path": (0,), "index": (-1, -1, -1)}),
            (np.array([[4.0, 5], [16, 17]]), {"path": (0,), "index": (slice(None), 1, slice(0, 2))}),
            (11.5, {"path": (0,), "reduce": "mean"}),
            (276.0, {"path": (0,), "reduce": "sum"}),
            (np.array([2, 3, 4]), {"path": (0,), "reduce": "shape"}),
            (6, {"path": (1, "a", 1)}),
            (6, {"path": (1, "a", -1)}),
            (7, {"path": (2,)}),
            (7, {"path": (-1,)}),
        ],
    )
    def test_a_value_that_is_there_is_met(self, value: Any, where: dict[str, Any]) -> None:
        """By path, index and reduction."""
        assert expecting(self.RESULT, value, **where) == []

    @pytest.mark.parametrize(
        ("value", "where", "message"),
        [
            (1, {"path": (3,)}, "return is a tuple of length 3, but should have a part [3]"),
            (1, {"path": (-4,)}, "return is a tuple of length 3, but should have a part [-4]"),
            (1, {"path": ("a",)}, "return is a tuple of length 3, but should have a part ['a']"),
            (1, {"path": (1, "b")}, "return[1] is a dictionary, but should have a part ['b']"),
            (1, {"path": (0, 1)}, "return[0] is an array of shape (2, 3, 4), but should have a part [1]"),
            (1, {"path": (2, 0)}, "return[2] is the number 7.0, but should have a part [0]"),
            (1, {"path": (2,), "index": (0,)}, "return[2] is the number 7.0, but should be an array"),
            (1, {"path": (2,), "reduce": "mean"}, "return[2] is the number 7.0, but should be an array"),
            (1, {"path": (0,), "index": (2,)}, "return[0] has shape (2, 3, 4), so it has no index [2]"),
            (
                1,
                {"path": (0,), "index": (0,) * 4},
                "return[0] has shape (2, 3, 4), so it has no index [0, 0, 0, 0]",
            ),
            (
                np.array([20.0, 21, 0, 23]),
                {"path": (0,), "index": (1, 2)},
                "return[0][1, 2, 2] is 22.0, but should be 0.0 (1 of the 4 values compared differ)",
            ),
            (
                np.array([[4.0, 5], [16, 0]]),
                {"path": (0,), "index": (slice(None), 1, slice(0, 2))},
                "return[0][1, 1, 1] is 17.0, but should be 0.0 (1 of the 4 values compared differ)",
            ),
            (0.0, {"path": (0,), "index": (1, 2, 3)}, "return[0][1, 2, 3] is 23.0, but should be 0.0"),
            (
                np.zeros(3),
                {"path": (0,), "index": (slice(1, None), 2)},
                "return[0][1:, 2] has shape (1, 4), but should be (3,)",
            ),
            (0.0, {"path": (0,), "reduce": "mean"}, "mean(return[0]) is 11.5, but should be 0.0"),
            (0.0, {"path": (0,), "reduce": "sum"}, "sum(return[0]) is 276.0, but should be 0.0"),
            (
                np.array([2, 3]),
                {"path": (0,), "reduce": "shape"},
                "return[0] has shape (2, 3, 4), but should be (2, 3)",
            ),
        ],
    )
    def test_a_value_that_is_not_is_named(self, value: Any, where: dict[str, Any], message: str) -> None:
        """By where it was looked for, in the whole result."""
        assert [difference.message for difference in expecting(self.RESULT, value, **where)] == [message]

    @pytest.mark.parametrize("reduce", ["mean", "sum"])
    @pytest.mark.parametrize(
        "array",
        [np.zeros(0), np.full(3, NAN), np.full(3, INF), np.full(3, 1e308), np.ones(3, complex)],
        ids=["empty", "NaN", "infinite", "overflowing", "complex"],
    )
    def test_a_strange_array_has_no_mean(self, array: np.ndarray, reduce: str) -> None:
        """Nothing of it meets a value, and nothing warns."""
        assert len(expecting(array, 0.0, reduce=reduce)) == 1

    def test_complex_parts_are_wrong(self) -> None:
        """Also where only a part is looked at."""
        actual = expecting(np.ones((2, 2), complex), np.ones(2), index=(0,))
        assert [d.message for d in actual] == ["return[0] has complex values, but should have real ones"]

    @given(VALUES, st.lists(st.integers(-3, 3) | st.text(max_size=2), max_size=3).map(tuple))
    def test_any_result_can_be_looked_into(self, result: Any, path: tuple[int | str, ...]) -> None:
        """No result of a student's makes it an error."""
        for where in (
            {},
            {"index": (0,)},
            {"index": (slice(0, 2), 1)},
            {"reduce": "mean"},
            {"reduce": "shape"},
        ):
            assert isinstance(expecting(result, np.ones(2), path=path, **where), list)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (True, "True"),
        ("x" * 1000, "a string"),
        (1.23456789, "the number 1.23457"),
        (np.float32(0.1), "the number 0.1"),
        (NAN, "the number nan"),
        ((), "a tuple of length 0"),
        ([1] * 1000, "a list of length 1000"),
        ({"secret": 1}, "a dictionary"),
        (np.zeros((2, 0)), "an array of shape (2, 0)"),
        (np.array(5), "a 0-d array"),
        (Opaque("Tensor"), "an object of type Tensor"),
    ],
)
def test_a_value_is_described_by_its_kind(value: Any, text: str) -> None:
    """Numbers apart, not by what it holds."""
    assert describe(value) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.23456789, 1.23457),
        (123456789.0, 123457000.0),
        (1e-20, 1e-20),
        (7, 7),
        (2**64 - 1, 2**64 - 1),
        (np.int8(7), 7),
        (np.float32(0.1), 0.1),
        (True, True),
        (np.bool_(False), False),
        (NAN, "nan"),
        (-INF, "-inf"),
        (1 + 2j, "(1+2j)"),
        (np.complex64(1j), "1j"),
    ],
)
def test_a_number_is_shown_with_six_digits(value: Any, expected: Any) -> None:
    """As JSON can hold it."""
    assert (shown(value), type(shown(value))) == (expected, type(expected))


class TestChannelMeans:
    """Published means over the last axis."""

    ARRAY = np.arange(24.0).reshape(2, 3, 4)

    @pytest.mark.parametrize(
        ("value", "index"),
        [
            (np.array([[1.5, 5.5, 9.5], [13.5, 17.5, 21.5]]), ()),
            (np.array([13.5, 17.5, 21.5]), (1,)),
            (9.5, (0, 2)),
            (np.array([5.5]), (0, slice(1, 2))),
        ],
    )
    def test_a_mean_that_is_there_is_met(self, value: Any, index: tuple[Any, ...]) -> None:
        """Of the whole, or of a part of it."""
        assert expecting(self.ARRAY, value, index=index, reduce="channel_mean") == []

    def test_a_mean_that_is_not_is_named(self) -> None:
        """By where it was looked for."""
        found = expecting(self.ARRAY, np.array([13.5, 0.0, 21.5]), index=(1,), reduce="channel_mean")
        assert [difference.message for difference in found] == [
            "mean(return[1], axis=-1)[1] is 17.5, but should be 0.0 (1 of 3 values differ)"
        ]

    @pytest.mark.parametrize("array", [np.array(1.0), np.zeros((2, 0))])
    def test_an_array_without_channels_has_none(self, array: np.ndarray) -> None:
        """It is told so."""
        (found,) = expecting(array, 0.0, reduce="channel_mean")
        assert found.message == f"return has shape {array.shape}, but should have channels"

    def test_an_array_that_is_too_small_has_nothing_there(self) -> None:
        """The place is named."""
        (found,) = expecting(self.ARRAY, 0.0, index=(5,), reduce="channel_mean")
        assert found.message == "return has shape (2, 3, 4), so it has no index [5]"


ONE, PAIR = np.ones((1, 1, 1)), np.array([[1.0, 2.0]])


@pytest.mark.parametrize(
    ("actual", "expected", "wrong"),
    [
        (1.0, 1.0, []),
        (ONE, 1.0, ["shape"]),
        (ONE, 2.0, ["values", "shape"]),
        (2.0, 1.0, ["values"]),
        (PAIR[0], PAIR, ["shape"]),
        (PAIR.T, PAIR, ["shape"]),
        (PAIR + 1, PAIR, ["values"]),
        (PAIR[0] + 1, PAIR, ["values", "shape"]),
        (np.ones((2, 2)), PAIR, ["values", "shape"]),
        (None, 1.0, ["values", "shape"]),
        (True, 1.0, ["values", "shape"]),
        ("1", 1.0, ["values", "shape"]),
        (NAN, 1.0, ["values"]),
        ([1.0, 2.0], PAIR, ["values", "shape"]),
    ],
)
def test_values_and_shape_are_aspects(actual: Any, expected: Any, wrong: list[str]) -> None:
    """Right numbers in a wrong shape are right numbers; axes of length one don't count."""
    found = [a for a in ("values", "shape") if any(aspect_differences(actual, expected, "return", NEAR, [a]))]
    assert found == wrong
