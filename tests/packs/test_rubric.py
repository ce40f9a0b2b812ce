"""Rubrics: found, extended, scaled, and checked against their assignment."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.errors import PackError, UsageError
from grader.packs.model import Criterion, Rubric, Tolerance, counting
from grader.packs.rubric import _scaled, load_rubric, rubric_names
from grader.support.decimals import exact
from tests.packs.folders import RUBRIC, TOLERANCES, assignment, changed, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def load(folder: Path, content: dict[str, Any] = RUBRIC, name: str | None = None, **others: Any) -> Rubric:
    """Load a rubric of the small assignment; `others` are written beside it."""
    write(folder / "sums.json", content)
    for other, extension in others.items():
        write(folder / f"sums.{other}.json", extension)
    return load_rubric(name, folder, assignment(folder))


def extension(name: str, **more: Any) -> dict[str, Any]:
    """Return a rubric that extends the default one."""
    return {"schema_version": "1.0", "name": name, "extends": "default", **more}


def with_criterion(**changes: Any) -> dict[str, Any]:
    """Return the small rubric with its first criterion changed."""
    functions = changed(RUBRIC["functions"])
    functions["add"][0] = changed(functions["add"][0], **changes)
    return changed(RUBRIC, functions=functions)


def points(rubric: Rubric) -> dict[str, list[float]]:
    """Return the points of each criterion."""
    return {name: [c.points for c in criteria] for name, criteria in rubric.functions.items()}


class TestContent:
    """What a rubric says."""

    def test_the_points_are_those_of_the_file(self, tmp_path: Path) -> None:
        """Criterion by criterion."""
        assert points(load(tmp_path)) == {"add": [2, 3], "total": [5]}

    def test_the_maximum_is_the_sum_of_all_points(self, tmp_path: Path) -> None:
        """Over all functions."""
        sums = assignment(tmp_path)
        assert load(tmp_path).of(sums, sums.editions[0].id).max_score == 10

    def test_pass_mark_and_seed_are_those_of_the_file(self, tmp_path: Path) -> None:
        """A percentage, and what hidden cases are drawn from."""
        rubric = load(tmp_path)
        assert (rubric.pass_mark, rubric.seed) == (80.0, 7)

    def test_functions_come_in_the_order_of_the_assignment(self, tmp_path: Path) -> None:
        """Whatever that of the file."""
        functions = dict(reversed(RUBRIC["functions"].items()))
        assert list(load(tmp_path, changed(RUBRIC, functions=functions)).functions) == ["add", "total"]

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({}, ("seeded",)),
            ({"kind": "unchanged"}, ("seeded",)),
            ({"kind": "reference", "id": "add.sizes"}, ("sizes",)),
            ({"kind": "reference", "cases": ["a", "b"]}, ("a", "b")),
        ],
    )
    def test_a_criterion_looks_at_its_cases(
        self, changes: dict[str, Any], expected: tuple[str, ...], tmp_path: Path
    ) -> None:
        """At the published ones, or at those of its own name, unless it names others."""
        assert load(tmp_path, with_criterion(**changes)).functions["add"][0].cases == expected

    def test_a_criterion_has_the_tolerances_of_the_rubric(self, tmp_path: Path) -> None:
        """By the dtype of the arguments."""
        found = load(tmp_path).functions["add"][0].tolerances
        assert found == {"float64": Tolerance(1e-5, 1e-6), "float32": Tolerance(1e-4, 1e-4)}

    def test_a_criterion_may_have_tolerances_of_its_own(self, tmp_path: Path) -> None:
        """They replace the rubric's."""
        own = changed(TOLERANCES, float64={"rtol": 0, "atol": 0.5})
        found = load(tmp_path, with_criterion(tolerances=own)).functions["add"][0].tolerances
        assert found["float64"] == Tolerance(0, 0.5)

    @pytest.mark.parametrize(
        ("field", "default", "given_value"),
        [("part", None, 1), ("supporting", False, True), ("hint", None, "Try.")],
    )
    def test_an_optional_field_has_a_default(
        self, field: str, default: Any, given_value: Any, tmp_path: Path
    ) -> None:
        """A rubric says only what is special."""
        absent = load(tmp_path).functions["add"][0]
        present = load(tmp_path, with_criterion(**{field: given_value})).functions["add"][0]
        assert (getattr(absent, field), getattr(present, field)) == (default, given_value)


class TestFinding:
    """By name or by path."""

    @pytest.mark.parametrize("name", [None, "default"])
    def test_the_default_is_the_file_of_the_assignments_name(self, name: str | None, tmp_path: Path) -> None:
        """Also when it is asked for by its name."""
        assert load(tmp_path, name=name).name == "default"

    def test_another_is_found_by_its_name(self, tmp_path: Path) -> None:
        """It is the second part of the file's name."""
        assert load(tmp_path, name="strict", strict=extension("strict", pass_mark=90)).pass_mark == 90

    def test_another_is_found_by_its_path(self, tmp_path: Path) -> None:
        """It need not lie in the folder."""
        path = write(tmp_path / "elsewhere" / "mine.json", changed(RUBRIC, name="mine"))
        assert load(tmp_path / "rubrics", name=str(path)).name == "mine"

    @pytest.mark.parametrize("name", ["nowhere.json", "folder/nowhere", "/nowhere/mine.json"])
    def test_a_path_to_nothing_is_bad_usage(self, name: str, tmp_path: Path) -> None:
        """The message repeats it."""
        with pytest.raises(UsageError, match=f"there is no rubric {name}"):
            load(tmp_path, name=name)

    def test_an_unknown_name_is_bad_usage(self, tmp_path: Path) -> None:
        """The message lists the known ones."""
        with pytest.raises(UsageError, match="sums has no rubric 'lax'; there are: default, a, strict"):
            load(tmp_path, name="lax", strict=extension("strict"), a=extension("a"))

    def test_a_missing_default_rubric_is_named_with_its_file(self, tmp_path: Path) -> None:
        """It is the pack that lacks it."""
        with pytest.raises(PackError, match=r"sums\.json: is missing"):
            load_rubric(None, tmp_path, assignment(tmp_path))

    def test_the_rubrics_of_another_assignment_are_not_listed(self, tmp_path: Path) -> None:
        """Even where its name begins alike."""
        for name in ("sums.json", "sums.b.json", "sums-more.json", "sums-more.c.json"):
            write(tmp_path / name, RUBRIC)
        assert rubric_names(tmp_path, "sums") == ["default", "b"]


class TestExtending:
    """A rubric that changes another."""

    def test_what_is_not_named_stays(self, tmp_path: Path) -> None:
        """It is that of the extended one."""
        rubric = load(tmp_path, name="strict", strict=extension("strict", pass_mark=90))
        assert (rubric.name, rubric.pass_mark, rubric.seed, points(rubric)) == (
            "strict",
            90.0,
            7,
            {"add": [2, 3], "total": [5]},
        )

    def test_a_function_named_is_replaced_whole(self, tmp_path: Path) -> None:
        """All its criteria are the new ones."""
        functions = {"add": [{"id": "add.seeded", "kind": "seeded", "points": 1, "visibility": "public"}]}
        rubric = load(tmp_path, name="short", short=extension("short", functions=functions))
        assert points(rubric) == {"add": [1], "total": [5]}

    def test_points_named_are_shared_out_again(self, tmp_path: Path) -> None:
        """In the proportions of the extended one."""
        rubric = load(tmp_path, name="large", large=extension("large", points={"add": 50}))
        assert points(rubric) == {"add": [20, 30], "total": [5]}

    def test_extensions_chain(self, tmp_path: Path) -> None:
        """The nearest one's word counts."""
        rubric = load(
            tmp_path,
            name="b",
            a=extension("a", points={"add": 50, "total": 1}),
            b=extension("b", points={"add": 10}) | {"extends": "a"},
        )
        assert points(rubric) == {"add": [4, 6], "total": [1]}

    @pytest.mark.parametrize("loop", [{"a": "a"}, {"a": "b", "b": "a"}])
    def test_a_rubric_that_extends_itself_is_refused(self, loop: dict[str, str], tmp_path: Path) -> None:
        """Directly or by a detour."""
        others = {name: extension(name) | {"extends": base} for name, base in loop.items()}
        with pytest.raises(PackError, match="extends: it extends itself"):
            load(tmp_path, name="a", **others)

    def test_a_rubric_that_extends_nothing_known_is_refused(self, tmp_path: Path) -> None:
        """The name is looked for like any other."""
        with pytest.raises(PackError, match=r"sums\.a\.json: extends: sums has no rubric 'lax'"):
            load(tmp_path, name="a", a=extension("a") | {"extends": "lax"})

    def test_the_digest_covers_what_is_extended(self, tmp_path: Path) -> None:
        """A change there changes the verdicts."""
        first = load(tmp_path, name="a", a=extension("a")).digest
        second = load(tmp_path, changed(RUBRIC, seed=8), name="a", a=extension("a")).digest
        assert first != second

    def test_the_digest_covers_the_extension(self, tmp_path: Path) -> None:
        """So does a change there."""
        first = load(tmp_path, name="a", a=extension("a")).digest
        assert load(tmp_path, name="a", a=extension("a", pass_mark=1)).digest != first

    def test_the_same_files_have_the_same_digest(self, tmp_path: Path) -> None:
        """Wherever they lie."""
        assert load(tmp_path / "x").digest == load(tmp_path / "y").digest


class TestChecking:
    """A rubric that does not fit its assignment."""

    @pytest.mark.parametrize(
        ("functions", "reason"),
        [
            ({"subtract": RUBRIC["functions"]["add"]}, "functions: sums has no function subtract"),
            ({"total": ...}, "functions: total is missing"),
            ({"total": [RUBRIC["functions"]["total"][0]] * 2}, "functions: total.values is listed twice"),
            (
                {"total": [changed(RUBRIC["functions"]["total"][0], id="sum.values")]},
                "functions.total: the id sum.values must start with total.",
            ),
        ],
    )
    def test_a_misfit_is_named(self, functions: dict[str, Any], reason: str, tmp_path: Path) -> None:
        """With the file and the field."""
        content = changed(RUBRIC, functions=changed(RUBRIC["functions"], **functions))
        with pytest.raises(PackError, match=f"sums.json: {reason}"):
            load(tmp_path, content)

    def test_points_for_an_unknown_function_are_a_misfit(self, tmp_path: Path) -> None:
        """A slip of the pen must not leave the old points standing."""
        with pytest.raises(PackError, match=r"points: sums has no function ad$"):
            load(tmp_path, changed(RUBRIC, points={"ad": 3}))

    def test_points_can_not_be_shared_out_over_nothing(self, tmp_path: Path) -> None:
        """Criteria that are worth nothing give no proportions."""
        content = changed(with_criterion(points=0), points={"add": 3})
        content["functions"]["add"][1]["points"] = 0
        with pytest.raises(PackError, match="the criteria of add have no points to scale"):
            load(tmp_path, content)


def criteria(parts: Sequence[Fraction]) -> tuple[Criterion, ...]:
    """Return criteria that are worth some points."""
    return tuple(
        Criterion(
            f"f.c{n}", "seeded", part, "public", ("seeded",), None, supporting=False, hint=None, tolerances={}
        )
        for n, part in enumerate(parts)
    )


EDITIONS = ("old", "new")


class TestSharing:
    """A function's points over its criteria."""

    PARTS = st.lists(st.fractions(0, 100), min_size=1, max_size=12).filter(any)
    POINTS = st.integers(0, 10**6).map(lambda thousandths: thousandths / 1000)

    @given(PARTS, POINTS)
    def test_shares_add_up_exactly(self, parts: list[Fraction], points: float) -> None:
        """Whatever the proportions."""
        assert sum(c.points for c in _scaled(criteria(parts), points, EDITIONS)) == exact(points)

    @given(PARTS, POINTS)
    def test_shares_are_in_proportion(self, parts: list[Fraction], points: float) -> None:
        """Exactly: rounding is for those who show them."""
        shares = [c.points for c in _scaled(criteria(parts), points, EDITIONS)]
        assert [share * sum(parts) for share in shares] == [exact(points) * part for part in parts]

    def test_every_edition_has_all_points(self) -> None:
        """A criterion of several editions has a share in each."""
        of_all, of_old, of_new = criteria([Fraction(1), Fraction(1), Fraction(3)])
        editions = (of_all, replace(of_old, editions=("old",)), replace(of_new, editions=("new",)))
        shared = _scaled(editions, 10, EDITIONS)
        assert [[c.points for c in counting(shared, edition)] for edition in EDITIONS] == [
            [5, 5],
            [Fraction(5, 2), Fraction(15, 2)],
        ]

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.fractions(0, 100), min_size=1, max_size=12))
    def test_without_a_new_total_nothing_changes(self, parts: list[Fraction]) -> None:
        """The criteria's own points stand."""
        assert _scaled(criteria(parts), None, EDITIONS) == criteria(parts)
