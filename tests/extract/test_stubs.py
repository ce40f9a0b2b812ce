"""What a notebook takes from the course's helper modules, and what it has by other means."""

from __future__ import annotations

import pytest

from tests.extract.programs import program, taken

STAND_INS = {"resnets_utils": ("BatchNormalization", "load"), "public_tests": ()}
STAR = "from resnets_utils import *"
F = "def f(): return BatchNormalization()"


def exports(*cells: str) -> set[str]:
    """Return what the stub exports for a notebook."""
    return set(program(*cells, stubs=STAND_INS).stubs["resnets_utils"])


def uses(*cells: str, names: tuple[str, ...] = ("BatchNormalization",)) -> tuple[str, ...]:
    """Return those of some names that the notebook takes from a stub."""
    return program(*cells, stubs=STAND_INS).uses_of_stubs(names)


@pytest.mark.parametrize(
    "binding",
    [
        "from tensorflow.keras.layers import Input, BatchNormalization",
        "from keras.layers import (Add,\n    BatchNormalization)",
        "from elsewhere import BN as BatchNormalization",
        "class BatchNormalization: pass",
        "def BatchNormalization(): pass",
        "BatchNormalization = tfl.BatchNormalization",
        "import tensorflow.keras.layers as BatchNormalization",
    ],
)
@pytest.mark.parametrize("star_first", [True, False])
def test_a_name_that_is_bound_by_other_means_is_not_exported(binding: str, star_first: bool) -> None:
    """Wherever that stands: the star import would silently take its place."""
    cells = (STAR, binding, F) if star_first else (binding, STAR, F)
    assert (exports(*cells), uses(*cells)) == ({"load"}, ())


@pytest.mark.parametrize(
    "other",
    [
        "x = BatchNormalization",
        "tfl.BatchNormalization()",
        "from tensorflow.keras import layers",
        "from tensorflow.keras.layers import *",
        "def g():\n    BatchNormalization = 1",
        "from resnets_utils import BatchNormalization",
        "# BatchNormalization = 1",
        "BatchNormalization.x = 1",
    ],
)
def test_a_name_that_is_only_used_is_exported(other: str) -> None:
    """It is the course's own then."""
    assert exports(STAR, other, F) == {"BatchNormalization", "load"}


def test_the_course_s_own_is_told_where_it_is_used() -> None:
    """Values depend on it."""
    assert uses(STAR, F) == ("BatchNormalization",)


def test_an_import_by_name_is_a_use_too() -> None:
    """Of the stub's."""
    assert uses("from resnets_utils import BatchNormalization", F) == ("BatchNormalization",)


@pytest.mark.parametrize("cells", [(STAR, "def f(): return 1"), ("def f(): return 1",)])
def test_what_no_graded_function_uses_is_no_use(cells: tuple[str, ...]) -> None:
    """Nothing depends on it."""
    assert uses(*cells) == ()


def test_a_helpers_use_is_a_use() -> None:
    """Through whatever functions."""
    assert uses(STAR, "def g(): return BatchNormalization()", "def f(): return g()") == (
        "BatchNormalization",
    )


def test_other_names_do_not_matter() -> None:
    """Only those that have a variant."""
    assert uses(STAR, F, names=("load",)) == ()


def test_the_star_import_comes_along_for_what_it_exports() -> None:
    """And stays behind where another import binds the name."""
    own = "from keras.layers import BatchNormalization"
    assert taken(STAR, F, stubs=STAND_INS) == [STAR, F]
    assert taken(STAR, own, F, stubs=STAND_INS) == [own, F]


def test_a_stub_without_names_is_still_there() -> None:
    """It can be imported."""
    assert program(F, stubs=STAND_INS).stubs["public_tests"] == frozenset()


def test_a_program_of_some_names_keeps_the_stubs() -> None:
    """It is the same notebook."""
    whole = program(STAR, F, "def g(): return 1", graded=("f", "g"), stubs=STAND_INS)
    part = whole.only(["g"])
    assert (list(part.definitions), part.stubs) == (["g"], whole.stubs)
