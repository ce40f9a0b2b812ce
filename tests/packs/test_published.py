"""Published cases: recipes in JSON become calls with their expected values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from grader.errors import PackError
from grader.packs.published import published_cases
from tests.packs.folders import PUBLISHED, changed, write

if TYPE_CHECKING:
    from pathlib import Path

    from grader.packs import Case


def cases(folder: Path, *recipes: dict[str, Any], edition: str = "new") -> tuple[Case, ...]:
    """Return the cases of some recipes, each changed from the small pack's."""
    content = [changed(PUBLISHED["cases"][0], **recipe) for recipe in recipes]
    write(folder / "published.json", changed(PUBLISHED, cases=content))
    return published_cases(folder, edition)


def case(folder: Path, **recipe: Any) -> Case:
    """Return the case of one recipe."""
    return cases(folder, recipe)[0]


def test_a_case_is_public_and_seeded(tmp_path: Path) -> None:
    """Students may see it."""
    found = case(tmp_path)
    assert (found.id, found.function, found.group, found.public) == ("add.text", "add", "seeded", True)


def test_numbers_texts_and_lists_are_arguments_as_they_are(tmp_path: Path) -> None:
    """A bare list is a list."""
    assert case(tmp_path, args=[1, 2.5, "x", [1, [2]], None, True]).args == (
        1,
        2.5,
        "x",
        [1, [2]],
        None,
        True,
    )


def test_a_dictionary_is_an_argument_with_its_values_cooked(tmp_path: Path) -> None:
    """Hyperparameters, for example."""
    assert case(tmp_path, args=[{"pad": 2, "x": {"$tuple": [1]}}]).args == ({"pad": 2, "x": (1,)},)


def test_a_tuple_is_written_with_a_tag(tmp_path: Path) -> None:
    """JSON has none."""
    assert case(tmp_path, args=[{"$tuple": [1, {"$tuple": []}]}]).args == ((1, ()),)


def test_an_array_is_written_with_a_tag(tmp_path: Path) -> None:
    """JSON has none."""
    (argument,) = case(tmp_path, args=[{"$array": [[1, 2]]}]).args
    assert (type(argument), argument.tolist()) == (np.ndarray, [[1, 2]])


def test_a_file_is_an_array(tmp_path: Path) -> None:
    """For inputs that no seed gives."""
    np.save(tmp_path / "x.npy", np.arange(3))
    assert case(tmp_path, args=[{"$file": "x.npy"}]).args[0].tolist() == [0, 1, 2]


def test_draws_come_from_the_seed_in_their_order(tmp_path: Path) -> None:
    """As a notebook does: np.random.seed(3), then one randn after the other."""
    found = case(tmp_path, seed=3, draw={"a": [2, 2], "b": [3]}, args=["$b", "$a"])
    random = np.random.RandomState(3)
    a, b = random.randn(2, 2), random.randn(3)
    assert [argument.tolist() for argument in found.args] == [b.tolist(), a.tolist()]


def test_a_draw_without_a_shape_is_a_number(tmp_path: Path) -> None:
    """As randn() is."""
    assert case(tmp_path, seed=1, draw={"a": []}, args=["$a"]).args == (np.random.RandomState(1).randn(),)


def test_keyword_arguments_are_cooked(tmp_path: Path) -> None:
    """They may be draws too."""
    found = case(tmp_path, seed=1, draw={"a": [1]}, kwargs={"x": "$a", "mode": "max"})
    assert (found.kwargs["x"].shape, found.kwargs["mode"]) == ((1,), "max")


def test_the_global_generator_is_left_alone(tmp_path: Path) -> None:
    """Draws come from one of their own."""
    np.random.seed(5)  # noqa: NPY002 - the state that must not change
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    case(tmp_path, seed=3, draw={"a": [2]}, args=["$a"])
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


@pytest.mark.parametrize(
    ("entry", "expected"), [("3", (3,)), (":", 0), ("1:", 0), (":2", 0), ("1:2", 0), ("-2:-1", 0)]
)
def test_an_index_is_an_integer_or_a_slice(entry: str, expected: Any, tmp_path: Path) -> None:
    """Written as in Python."""
    written = int(entry) if entry.isdigit() else entry
    found = case(tmp_path, expect=[{"value": 1, "index": [written]}]).expectations[0].index
    should = expected or (slice(*(int(part) if part else None for part in entry.split(":"))),)
    assert found == should


def test_an_expectation_has_a_path_and_a_reduction(tmp_path: Path) -> None:
    """Into the result, and what to take of it."""
    found = case(tmp_path, expect=[{"value": 1, "path": [0, "a"], "reduce": "mean"}]).expectations[0]
    assert (found.path, found.reduce, found.index, found.value) == ((0, "a"), "mean", (), 1)


def test_an_expected_list_is_an_array(tmp_path: Path) -> None:
    """Results are compared as arrays."""
    value = case(tmp_path, expect=[{"value": [[1, 2]]}]).expectations[0].value
    assert (type(value), value.tolist()) == (np.ndarray, [[1, 2]])


def test_an_expected_value_may_be_a_draw(tmp_path: Path) -> None:
    """The middle of a padded image, for example."""
    found = case(tmp_path, draw={"a": [2]}, args=["$a"], expect=[{"value": "$a"}])
    assert found.expectations[0].value is found.args[0]


@pytest.mark.parametrize(
    ("editions", "expected"),
    [(["old"], []), (["new"], ["add.text"]), (["old", "new"], ["add.text"]), (..., ["add.text"])],
)
def test_a_case_belongs_to_its_editions(editions: Any, expected: list[str], tmp_path: Path) -> None:
    """To all, unless it names some."""
    assert [found.id for found in cases(tmp_path, {"generations": editions})] == expected


@pytest.mark.parametrize(
    ("recipe", "reason"),
    [
        ({"args": ["$x"]}, "there is no draw named x"),
        ({"expect": [{"value": "$x"}]}, "there is no draw named x"),
        ({"args": [{"$file": "nowhere.npy"}]}, "there is no file nowhere.npy"),
        ({"args": [{"$array": [[1], [1, 2]]}]}, "inhomogeneous"),
    ],
)
def test_a_case_that_can_not_be_made_is_named(recipe: dict[str, Any], reason: str, tmp_path: Path) -> None:
    """By its number, its id and the reason."""
    with pytest.raises(PackError, match=rf"published\.json: cases\[1\] \(add\.text\): .*{reason}"):
        cases(tmp_path, {}, recipe)


@pytest.mark.parametrize("data", [b"", b"\x93NUMPY", b"not an array"])
def test_a_damaged_input_file_is_named(data: bytes, tmp_path: Path) -> None:
    """It is the pack's fault, nobody else's."""
    (tmp_path / "x.npy").write_bytes(data)
    with pytest.raises(PackError, match=r"cases\[0\]"):
        case(tmp_path, args=[{"$file": "x.npy"}])


def test_an_input_file_of_objects_is_refused(tmp_path: Path) -> None:
    """Nothing is ever unpickled."""
    np.save(tmp_path / "x.npy", np.array([{}]), allow_pickle=True)
    with pytest.raises(PackError, match="allow_pickle"):
        case(tmp_path, args=[{"$file": "x.npy"}])


def test_an_array_of_one_value_is_written_with_a_tag(tmp_path: Path) -> None:
    """Its shape and the value; of single precision, as Keras has it."""
    (argument,) = case(tmp_path, args=[{"$full": [[1, 2, 2], -1]}]).args
    assert (argument.dtype, argument.tolist()) == (np.float32, [[[-1, -1], [-1, -1]]])


def test_arrays_are_put_together_with_a_tag(tmp_path: Path) -> None:
    """Along the first axis: the course's X of three examples."""
    parts = [{"$full": [[1, 2], -1]}, {"$full": [[2, 2], 3]}]
    (argument,) = case(tmp_path, args=[{"$concatenate": parts}]).args
    assert (argument.dtype, argument.tolist()) == (np.float32, [[-1, -1], [3, 3], [3, 3]])


def test_a_draw_becomes_one_of_single_precision_with_a_tag(tmp_path: Path) -> None:
    """As Keras takes it."""
    (argument,) = case(tmp_path, seed=1, draw={"a": [2]}, args=[{"$float32": "$a"}]).args
    assert (argument.dtype, argument.shape) == (np.float32, (2,))


def test_a_recipe_for_the_box_is_left_to_it(tmp_path: Path) -> None:
    """What is inside is cooked."""
    (argument,) = case(tmp_path, args=[{"$tensor": {"$full": [[2], 7]}}]).args
    assert (list(argument), argument["$tensor"].tolist()) == (["$tensor"], [7, 7])


def test_a_case_may_be_of_another_group(tmp_path: Path) -> None:
    """Models are looked at by other criteria than published values."""
    assert case(tmp_path, group="layers").group == "layers"


def test_a_probe_is_cooked(tmp_path: Path) -> None:
    """It may hold a batch."""
    probe = case(tmp_path, probe={"want": ["inference"], "x": {"$full": [[1, 2], 0]}, "seed": 3}).probe
    assert probe is not None
    assert (probe["want"], probe["x"].shape, probe["seed"]) == (["inference"], (1, 2), 3)


def test_a_case_without_a_probe_has_none(tmp_path: Path) -> None:
    """The result itself is wanted."""
    assert case(tmp_path).probe is None


def test_a_probe_goes_into_the_box_with_the_arguments(tmp_path: Path) -> None:
    """Another one makes another frame."""
    frames = [case(tmp_path, probe={"want": [want]}).frame for want in ("graph", "inference")]
    assert frames[0] != frames[1]


@pytest.mark.parametrize(
    ("variants", "in_use", "there"),
    [
        (..., (), True),
        (..., ("BatchNormalization",), True),
        ([], (), True),
        ([], ("BatchNormalization",), False),
        (["BatchNormalization"], ("BatchNormalization",), True),
        (["BatchNormalization"], (), False),
    ],
)
def test_a_case_belongs_to_its_variants(
    variants: Any, in_use: tuple[str, ...], there: bool, tmp_path: Path
) -> None:
    """To all, unless it names which of the stubs' names must be in use."""
    recipe = changed(PUBLISHED["cases"][0], variants=variants)
    write(tmp_path / "published.json", changed(PUBLISHED, cases=[recipe]))
    assert bool(published_cases(tmp_path, "new", in_use)) == there


@pytest.mark.parametrize("reduce", ["mean", "sum", "shape", "channel_mean"])
def test_a_reduction_is_one_of_four(reduce: str, tmp_path: Path) -> None:
    """The course publishes means over channels, too."""
    found = case(tmp_path, expect=[{"value": [1], "index": [0, 0], "reduce": reduce}])
    assert found.expectations[0].reduce == reduce


def test_another_reduction_is_refused(tmp_path: Path) -> None:
    """By the schema."""
    with pytest.raises(PackError, match="reduce"):
        case(tmp_path, expect=[{"value": [1], "reduce": "median"}])
