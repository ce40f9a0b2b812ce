"""The table of attacks in docs/security.md names tests that exist, and every attack of the suite."""

from __future__ import annotations

import re

from tests.conftest import ROOT

TABLE = [
    line
    for line in (ROOT / "docs" / "security.md")
    .read_text(encoding="utf-8")
    .split("## Attacks")[1]
    .splitlines()
    if line.startswith("| ") and "`tests/" in line
]
NAMED = [name for line in TABLE for name in re.findall(r"`(tests/[^`]+)`", line)]
# Not attacks on anything in particular: odd values, exceptions and notebooks.
ODD = {
    "definition",
    "exception",
    "first",
    "input",
    "notebook",
    "shell",
    "timers",
    "block",
    "callback",
    "cell",
}
ODD |= {"loader", "state", "trees", "weights"}


def test_every_named_test_exists() -> None:
    """As files, and as functions or classes in them."""
    assert len(TABLE) > 15
    for name in NAMED:
        pattern, _, test = name.partition("::")
        files = list(ROOT.glob(pattern))
        assert files, name
        assert all(
            re.search(rf"^(def|class) {test}\b", file.read_text(), re.MULTILINE) for file in files if test
        )


def test_every_kind_of_attack_is_in_the_table() -> None:
    """By the first word of its name."""
    listed = {path for name in NAMED for path in ROOT.glob(name.partition("::")[0])}
    families = {path.stem.split("-")[0] for path in listed if path.parent.name.endswith("attacks")}
    every = [
        path
        for folder in ("attacks", "keras_attacks")
        for path in (ROOT / "tests/hostile" / folder).glob("*.py")
    ]
    assert {path.stem.split("-")[0] for path in every} - families - ODD == set()
