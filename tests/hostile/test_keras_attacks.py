"""Every attack on Keras, graded by the command as one of a class: exact verdicts, and no harm done."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from harness import APPLICATION, attack, attacks, hidden_markers

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet
    from harness import Attack, Graded, Ground

NEWER = "--keras 3"
PATIENCE_SECONDS = 900  # a hang of the grader itself
ON_KERAS_3 = {"block", "exit", "files", "leak", "secrets"}  # families; the others run on the older one first


def _classes() -> list[ParameterSet]:
    """Return the attacks that are graded at once, since importing TensorFlow takes longer than an attack.

    The first command grades the first of each family that runs on the newer Keras; the thorough one the rest.
    """
    firsts = {attack.family: attack for attack in reversed(attacks("keras_attacks"))}.values()
    found: dict[tuple[str, bool], list[Attack]] = {}
    for each in attacks("keras_attacks"):
        options = _options(each)
        found.setdefault((options, options == NEWER and each in firsts), []).append(each)
    return [
        pytest.param(options, members, id=options, marks=[] if quick else [pytest.mark.thorough])
        for (options, quick), members in found.items()
    ]


def _options(attack: Attack) -> str:
    keras = "3" if attack.family in ON_KERAS_3 and not attack.options else "auto"
    return " ".join(("--keras", keras, *attack.options))


@pytest.mark.parametrize(("options", "members"), _classes())
def test_attacks(options: str, members: list[Attack], ground: Ground) -> None:
    """Each gets what its honest part is worth, whoever is beside it; nothing is shown, left or changed."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        ground.fillers["TCP"] = listener.getsockname()[1]
        graded = ground.attack_at_once(members, *options.split(), patience=PATIENCE_SECONDS)
        with pytest.raises(BlockingIOError):  # nobody has called
            listener.accept()
    wrong = [a.slug for a in members if not _is_honest(a, graded[a.slug])]

    assert wrong == [], "\n\n".join(f"{slug}: {graded[slug].explain()}" for slug in wrong)
    assert {a.slug: found for a in members if (found := _leaked(a, graded[a.slug]))} == {}
    assert ground.harm() == []


def _is_honest(attack: Attack, graded: Graded) -> bool:
    return attack.lost(graded.verdicts) == {} and set(graded.verdicts) == set(attack.expected)


def _leaked(attack: Attack, graded: Graded) -> list[str]:
    return [marker for marker in hidden_markers(attack.assignment) if marker in graded.text]


def test_an_instructor_is_told_what_a_student_is_not(ground: Ground) -> None:
    """So the search for leaks would find an image's numbers, the weights' and the seed."""
    telling = [attack("leak-message", "keras_attacks"), attack("leak-message-in-call", "keras_attacks")]
    more = ("--keras", "3", "--audience", "instructor")
    graded = ground.attack_at_once(telling, *more, patience=PATIENCE_SECONDS)
    told = {
        marker for each in graded.values() for marker in hidden_markers(APPLICATION) if marker in each.text
    }

    assert told == set(hidden_markers(APPLICATION))
