"""The names that NumPy has dropped mean again what they meant in the course's environment."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.box import numpy_compat

if TYPE_CHECKING:
    from collections.abc import Iterator

CONSTANTS = {
    "Inf": math.inf,
    "Infinity": math.inf,
    "PINF": math.inf,
    "infty": math.inf,
    "NINF": -math.inf,
    "PZERO": 0.0,
    "NZERO": 0.0,
}
TYPES = {
    "bool8": np.bool_,
    "cfloat": np.complex128,
    "complex": complex,
    "complex_": np.complex128,
    "float": float,
    "float_": np.float64,
    "int": int,
    "int0": np.intp,
    "object": object,
    "str": str,
    "uint0": np.uintp,
    "unicode": str,
    "unicode_": np.str_,
}
CALLS = [
    ("alltrue", ([True, False],), False),
    ("sometrue", ([True, False],), True),
    ("asscalar", (np.array([[2.5]]),), 2.5),
    ("cumproduct", ([1, 2, 3],), [1, 2, 6]),
    ("product", ([2, 3, 4],), 24),
    ("rank", (np.zeros((2, 3)),), 2),
    ("round_", (2.567, 1), 2.6),
    ("msort", ([[3, 1], [2, 4]],), [[2, 1], [3, 4]]),
    ("row_stack", (([1, 2], [3, 4]),), [[1, 2], [3, 4]]),
    ("trapz", ([1.0, 2.0, 3.0],), 4.0),
    ("in1d", ([1, 2], [2]), [False, True]),
    ("asfarray", ([1, 2],), [1.0, 2.0]),
]


@pytest.fixture
def restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return NumPy with its old names, as NumPy 2.4 would need them: every one that can go is gone first."""
    before = dict(vars(np))
    for name in numpy_compat.REMOVED_FROM_NUMPY:
        if name in before and name not in {"bool", "long"}:
            monkeypatch.delitem(vars(np), name)  # type: ignore[arg-type]
    numpy_compat.restore_numpy_names()
    yield np
    for name in set(vars(np)) - set(before):
        delattr(np, name)


@pytest.mark.parametrize("name", sorted(numpy_compat.REMOVED_FROM_NUMPY))
def test_every_name_is_there_again(name: str, restored: Any) -> None:
    """A notebook that names it does not fail for that."""
    assert name in vars(restored)


@pytest.mark.parametrize(("name", "expected"), CONSTANTS.items())
def test_a_constant_has_its_value(name: str, expected: float, restored: Any) -> None:
    """Infinities and zeros are what they were."""
    assert getattr(restored, name) == expected


def test_the_negative_zero_is_negative(restored: Any) -> None:
    """Its sign is all that it is for."""
    assert math.copysign(1.0, restored.NZERO) == -1.0


def test_nan_is_not_a_number(restored: Any) -> None:
    """The capital spelling is gone only from NumPy 2."""
    assert math.isnan(restored.NaN)


@pytest.mark.parametrize(("name", "expected"), TYPES.items())
def test_a_type_is_the_one_that_it_stood_for(name: str, expected: type, restored: Any) -> None:
    """`np.float` was Python's float, `np.float_` NumPy's."""
    assert getattr(restored, name) is expected


@pytest.mark.parametrize(("name", "arguments", "expected"), CALLS)
def test_a_function_computes_what_it_did(
    name: str, arguments: tuple[Any, ...], expected: Any, restored: Any
) -> None:
    """The old name has the old meaning."""
    assert np.asarray(getattr(restored, name)(*arguments)).tolist() == expected


def test_mat_makes_a_matrix(restored: Any) -> None:
    """Its product is the matrix product."""
    with pytest.warns(PendingDeprecationWarning):
        assert (restored.mat([[1, 2]]) * restored.mat([[3], [4]])).tolist() == [[11]]


def test_asfarray_gives_floats(restored: Any) -> None:
    """That was what it was for: integers become float64."""
    assert restored.asfarray([1, 2]).dtype == np.float64


def test_a_name_that_numpy_has_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """An old NumPy's own function stays."""
    mine = object()
    for name in numpy_compat.REMOVED_FROM_NUMPY:
        monkeypatch.setitem(vars(np), name, mine)  # type: ignore[arg-type]
    numpy_compat.restore_numpy_names()
    assert {id(vars(np)[name]) for name in numpy_compat.REMOVED_FROM_NUMPY} == {id(mine)}


RAGGED = ([1, 2], [3])


@pytest.fixture
def ragged(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return NumPy with ragged arrays, until the end of the test."""
    for name in numpy_compat._MAKE_ARRAYS:
        monkeypatch.setattr(np, name, getattr(np, name))
    numpy_compat.restore_ragged_arrays()
    return np


def test_numpys_refusal_of_a_ragged_sequence_is_recognised() -> None:
    """By its words, the same since NumPy 1.24."""
    with pytest.raises(ValueError, match="inhomogeneous") as caught:
        np.array(RAGGED)
    assert numpy_compat.is_about_ragged_arrays(caught.value)


@pytest.mark.parametrize("error", [ValueError("another"), TypeError("inhomogeneous shape")])
def test_another_error_is_not_taken_for_it(error: Exception) -> None:
    """It stays the student's."""
    assert not numpy_compat.is_about_ragged_arrays(error)


def test_a_ragged_sequence_becomes_an_array_of_its_parts(ragged: Any) -> None:
    """As before NumPy 1.24."""
    assert ragged.array(RAGGED).tolist() == [[1, 2], [3]]


@pytest.mark.parametrize(("name", "expected"), [("sum", [1, 2, 3]), ("max", [3]), ("amin", [1, 2])])
def test_a_ragged_sequence_is_reduced_over_its_parts(name: str, expected: list[int], ragged: Any) -> None:
    """Python's own operations between the parts."""
    assert getattr(ragged, name)(RAGGED) == expected


@pytest.mark.parametrize("name", numpy_compat._MAKE_ARRAYS)
def test_an_even_sequence_gives_what_numpy_gives(name: str, ragged: Any) -> None:
    """Nothing changes where NumPy has no objection."""
    expected = getattr(ragged, name).__wrapped__([[1.0, 2.0], [3.0, 4.0]])
    assert np.array_equal(getattr(ragged, name)([[1.0, 2.0], [3.0, 4.0]]), expected)


def test_any_other_refusal_stays(ragged: Any) -> None:
    """Only ragged sequences are allowed again."""
    with pytest.raises(ValueError, match="could not convert"):
        ragged.array(["x"], float)


SHAPED = [
    ("empty", ((2.0, 3.9),), {}, (2, 3)),
    ("full", ([np.float64(2.5), 1], 0.5), {}, (2, 1)),
    ("ones", (3.0,), {}, (3,)),
    ("zeros", (), {"shape": (1, np.float32(2))}, (1, 2)),
    ("reshape", ([1.5, 2.5, 3.5, 4.5], (2.0, -1.0)), {}, (2, 2)),
]


@pytest.fixture
def float_sizes(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return NumPy with floats as sizes, until the end of the test."""
    for name in numpy_compat._SIZE_ARGUMENTS:
        monkeypatch.setattr(np, name, getattr(np, name))
    numpy_compat.restore_float_sizes()
    return np


@pytest.mark.parametrize(("name", "args", "kwargs", "_shape"), SHAPED)
def test_numpys_refusal_of_a_float_size_is_recognised(
    name: str, args: tuple[Any, ...], kwargs: dict[str, Any], _shape: tuple[int, ...]
) -> None:
    """Whatever kind of float it is."""
    with pytest.raises(TypeError) as caught:
        getattr(np, name)(*args, **kwargs)
    assert numpy_compat.is_about_float_sizes(caught.value)


@pytest.mark.parametrize(
    "error",
    [
        TypeError("'str' object cannot be interpreted as an integer"),
        TypeError("expected a sequence of integers or a single integer, got '3'"),
        TypeError("'NoneType' object cannot be interpreted as an integer"),
        ValueError("'float' object cannot be interpreted as an integer"),
    ],
)
def test_another_refusal_is_not_taken_for_one_of_a_float(error: Exception) -> None:
    """NumPy never took a text as a size."""
    assert not numpy_compat.is_about_float_sizes(error)


@pytest.mark.parametrize(("name", "args", "kwargs", "shape"), SHAPED)
def test_of_a_float_size_the_whole_part_is_taken(
    name: str, args: tuple[Any, ...], kwargs: dict[str, Any], shape: tuple[int, ...], float_sizes: Any
) -> None:
    """As before NumPy 1.12, with a warning."""
    with pytest.warns(DeprecationWarning, match=rf"np\.{name} does not accept floats as sizes"):
        assert getattr(float_sizes, name)(*args, **kwargs).shape == shape


def test_only_the_size_is_cut(float_sizes: Any) -> None:
    """Values stay what they are."""
    with pytest.warns(DeprecationWarning, match="full"):
        assert float_sizes.full((2.0,), 0.5).tolist() == [0.5, 0.5]
    with pytest.warns(DeprecationWarning, match="reshape"):
        assert float_sizes.reshape([1.5, 2.5], (2.0, 1)).tolist() == [[1.5], [2.5]]


@pytest.mark.parametrize("name", ["empty", "ones", "zeros"])
def test_a_whole_size_gives_what_numpy_gives(name: str, float_sizes: Any) -> None:
    """Nothing changes where NumPy has no objection, and there is no warning."""
    assert getattr(float_sizes, name)((2, 3), np.int32).dtype == np.int32


def test_a_size_that_is_a_text_stays_refused(float_sizes: Any) -> None:
    """Only floats are allowed again."""
    with pytest.raises(TypeError, match="'str' object"):
        float_sizes.zeros(("2", 3))


@pytest.mark.parametrize("name", sorted(numpy_compat.REMOVED_FROM_NUMPY))
def test_the_advice_is_an_expression(name: str) -> None:
    """What a student is told to write is Python."""
    compile(numpy_compat.REMOVED_FROM_NUMPY[name], "<advice>", "eval")
