"""Every attack on Keras, graded by the command as one of a class: exact verdicts, and no harm done."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from harness import attacks, hidden_markers

if TYPE_CHECKING:
    from harness import Attack, Graded, Ground

PATIENCE_SECONDS = 300  # a hang of the grader itself; TensorFlow alone takes several to import


def _classes() -> dict[str, tuple[Attack, ...]]:
    """Return the attacks that are graded at once: those of a family with the same options."""
    every = sorted(attacks("keras_attacks"), key=_class)
    return {name: tuple(members) for name, members in groupby(every, _class)}


def _class(attack: Attack) -> str:
    return " ".join((attack.family, *attack.options))


@pytest.mark.parametrize("members", _classes().values(), ids=_classes())
def test_attacks(members: tuple[Attack, ...], ground: Ground) -> None:
    """Each gets what its honest part is worth, whoever is beside it; nothing is lost, shown, left or changed."""
    options = (*members[0].options, "-j", "4")  # some do nothing but wait
    graded = ground.attack_at_once(members, *options, patience=PATIENCE_SECONDS)
    wrong = {a.slug: a.lost(graded[a.slug].verdicts) or "names" for a in members if not _is_honest(a, graded)}

    assert wrong == {}, "\n\n".join(f"{slug}: {graded[slug].explain()}" for slug in wrong)
    assert {a.slug: found for a in members if (found := _leaked(a, graded[a.slug]))} == {}
    assert ground.harm() == []


def _is_honest(attack: Attack, graded: dict[str, Graded]) -> bool:
    verdicts = graded[attack.slug].verdicts
    return attack.lost(verdicts) == {} and set(verdicts) == set(attack.expected)


def _leaked(attack: Attack, graded: Graded) -> list[str]:
    return [marker for marker in hidden_markers(attack.assignment) if marker in graded.text]
