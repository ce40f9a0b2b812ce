"""Which part of a name is a student's."""

from __future__ import annotations

import pytest

from grader.batch.name_parts import parts_of_students

CLASS = {
    "ada": "Ada", "bea": "Bea", "b bea": "Bea", "zoe": "Zoe", "1234": "Zoe", "doe ada": "Ada Doe",
}  # fmt: skip


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["ada_work", "bea_work"], {"ada_work": "ada", "bea_work": "bea"}),
        (["work_ada", "work-bea"], {"work_ada": "ada", "work-bea": "bea"}),
        (["ada_zoe", "bea_ada", "zoe_work"], {"ada_zoe": "ada", "bea_ada": "bea", "zoe_work": "zoe"}),
        (["ada_bea"], {}),
        (["ps1_ada_x", "ps1_bea_x"], {"ps1_ada_x": "ada", "ps1_bea_x": "bea"}),
        (["B_Bea_7"], {}),
        (["b_bea_work"], {"b_bea_work": "b bea"}),
        (["doe_ada_x"], {"doe_ada_x": "doe ada"}),
        (["Poe_Ada_zoe_9", "X_Y_bea_8"], {"Poe_Ada_zoe_9": "zoe", "X_Y_bea_8": "bea"}),
        (["ada_smith_1234"], {}),
        (["work"], {}),
        ([], {}),
    ],
)
def test_the_same_place_counts_in_all_names(names: list[str], expected: dict[str, str]) -> None:
    """What a student has called a file makes it nobody else's."""
    assert parts_of_students(names, CLASS.get) == expected
