"""Every attack of the folder, graded by the command on its own: exact verdicts, and no harm done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from harness import attacks, hidden_markers

if TYPE_CHECKING:
    from harness import Attack, Ground


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: attack.slug)
def test_attack(attack: Attack, ground: Ground) -> None:
    """An attack gets what its honest part is worth, and nothing else is lost, shown, left or changed."""
    graded = ground.attack(attack)
    leaked = [marker for marker in hidden_markers() if marker in graded.text]
    lost = attack.lost(graded.verdicts)

    assert graded.status == (0 if attack.passes else 1), graded.explain()
    assert lost == {}, graded.explain()
    assert set(graded.verdicts) == set(attack.expected)
    assert leaked == [], graded.explain()
    assert ground.harm() == []
