"""Every attack of the folder, graded by the command: exact verdicts, and no harm done.

Starting the command takes longer than an attack: one of each family is graded on its own, and the others in
the long run. The thorough command grades all of them, as members of a class.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from harness import attacks, hidden_markers

if TYPE_CHECKING:
    from harness import Attack, Graded, Ground

PATIENCE_SECONDS = 900  # a hang of the grader itself
MOST = 30  # attacks in a class


def _classes() -> dict[str, tuple[Attack, ...]]:
    """Return attacks that have the same options, a few at a time, by the first one's name."""
    every = sorted(attacks(), key=lambda attack: attack.options)
    groups = [tuple(members) for _, members in groupby(every, lambda attack: attack.options)]
    classes = [group[start : start + MOST] for group in groups for start in range(0, len(group), MOST)]
    return {members[0].slug: members for members in classes}


def _alone() -> list[object]:
    """Return every attack as a parameter; all are long but the first of every fifth family."""
    firsts = list({attack.family: attack for attack in reversed(attacks())}.values())[::5]
    return [
        pytest.param(each, id=each.slug, marks=[] if each in firsts else [pytest.mark.long])
        for each in attacks()
    ]


def _problems(attack: Attack, graded: Graded) -> list[str]:
    """Say what is wrong with what an attack has got: nothing, if it got what its honest part is worth."""
    problems = [f"leaks {marker}" for marker in hidden_markers() if marker in graded.text]
    if attack.lost(graded.verdicts) or set(graded.verdicts) != set(attack.expected):
        problems.append(graded.explain())
    return problems


@pytest.mark.thorough
@pytest.mark.parametrize("members", _classes().values(), ids=_classes())
def test_attacks_in_a_class(members: tuple[Attack, ...], ground: Ground) -> None:
    """Each gets what its honest part is worth, whoever is beside it; nothing is shown, left or changed."""
    graded = ground.attack_at_once(members, *members[0].options, patience=PATIENCE_SECONDS)

    assert {a.slug: found for a in members if (found := _problems(a, graded[a.slug]))} == {}
    assert ground.harm() == []


@pytest.mark.parametrize("attack", _alone())
def test_attack(attack: Attack, ground: Ground) -> None:
    """An attack gets what its honest part is worth, and nothing else is lost, shown, left or changed."""
    graded = ground.attack(attack)

    assert _problems(attack, graded) == []
    assert graded.status == (0 if attack.passes else 1), graded.explain()
    assert ground.harm() == []
