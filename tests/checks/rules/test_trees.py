"""Laws about files."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks.difference import Difference
from grader.checks.rules.trees import apart, kept, split, tree
from grader.packs import Case

SOURCE, TRAIN, VALIDATION = "/tmp/Cat", "/tmp/t/cats", "./held back"
IMAGES = {f"{SOURCE}/{number}.jpg": f"90{number} abc{number}" for number in range(10)}
BEFORE = {
    SOURCE: "folder",
    TRAIN: "folder",
    VALIDATION: "folder",
    f"{SOURCE}/empty.jpg": "0 e3b0",
    f"{SOURCE}/Thumbs.db": "30 ffff",
    **IMAGES,
}
CASE = Case("f.case#1", "f", "case", (f"{SOURCE}/", TRAIN, "held back/", 0.8))
ASPECTS = ("sizes", "disjoint", "complete", "no_empty", "copies", "shuffled")
RIGHT = ([1, 2, 3, 4, 5, 7, 8, 9], [0, 6])


def after(train: list[int], validation: list[int], **more: str) -> dict[str, Any]:
    """Return a tree in which some images have been copied."""
    copies = {
        f"{folder}/{number}.jpg": IMAGES[f"{SOURCE}/{number}.jpg"]
        for folder, numbers in ((TRAIN, train), (VALIDATION, validation))
        for number in numbers
    }
    return {"before": BEFORE, "after": {**BEFORE, **copies, **more}}


def broken(value: Any) -> set[str]:
    """Return the aspects of a split that do not hold."""
    return {aspect for aspect in ASPECTS if list(split({"aspect": aspect}, value, None, CASE))}


def test_the_first_files_are_not_drawn_at_random() -> None:
    """Whether a folder lists them in that order, or they were sorted by size."""
    order = [4, 1, 9, 0, 2, 8, 7, 5, 3, 6]
    split_as_listed = after(order[:8], order[8:])
    assert broken(split_as_listed) == set()
    assert broken({**split_as_listed, "listed": {SOURCE: [f"{n}.jpg" for n in order]}}) == {"shuffled"}
    sizes = {f"{SOURCE}/{number}.jpg": f"{90 + size} abc{number}" for size, number in enumerate(order)}
    copies = {f"{TRAIN}/{number}.jpg": sizes[f"{SOURCE}/{number}.jpg"] for number in order[2:]}
    rest = {f"{VALIDATION}/{number}.jpg": sizes[f"{SOURCE}/{number}.jpg"] for number in order[:2]}
    before = {**BEFORE, **sizes}
    assert broken({"before": before, "after": {**before, **copies, **rest}}) == {"shuffled"}


def test_a_right_split_keeps_every_law() -> None:
    """Whether a file that is no image is shared out too or not."""
    assert broken(after(*RIGHT)) == set()
    assert broken(after(*RIGHT, **{f"{TRAIN}/Thumbs.db": "30 ffff"})) == set()


@pytest.mark.parametrize(
    ("value", "aspects"),
    [
        (after([1, 2, 3, 4, 5, 7, 8, 9], [0, 1, 6]), {"sizes", "disjoint"}),
        (after([1, 2, 3, 4, 5, 7, 8, 9], [0, 1]), {"disjoint", "complete"}),
        (after([1, 2, 3, 4, 5, 7, 8], [0, 6, 9]), {"sizes"}),
        (after([0, 1, 2, 3, 4, 5, 6, 7], [8, 9]), {"shuffled"}),
        (after([9, 8, 7, 6, 5, 4, 3, 2], [0, 1]), {"shuffled"}),
        (after(*RIGHT, **{f"{TRAIN}/empty.jpg": "0 e3b0"}), {"no_empty"}),
        (after(*RIGHT, **{f"{TRAIN}/1.jpg": "link"}), {"copies"}),
        (after(*RIGHT, **{f"{TRAIN}/1.jpg": "900 other"}), {"copies"}),
        (after(*RIGHT, **{f"{TRAIN}/77.jpg": "900 other"}), {"sizes", "complete"}),
        (after([], []), {"sizes", "disjoint", "complete", "no_empty", "copies"}),
        ({}, set(ASPECTS)),
        (None, set(ASPECTS)),
        ({"before": BEFORE, "after": {1: 2}}, set(ASPECTS)),
    ],
)
def test_a_wrong_split_breaks_its_own_laws(value: Any, aspects: set[str]) -> None:
    """Overlap, loss, size, order, empty files, links: each its own."""
    assert broken(value) == aspects


def test_a_split_of_everything_leaves_nothing_over() -> None:
    """Then nothing can be drawn at random."""
    case = Case("f.case#1", "f", "case", (SOURCE, TRAIN, VALIDATION, 1.0))
    value = after(list(range(10)), [])
    assert [text for a in ASPECTS for text in split({"aspect": a}, value, None, case)] == []


def test_arguments_may_be_given_by_name() -> None:
    """In the order of the task."""
    names = dict(zip(("SOURCE", "TRAINING", "VALIDATION", "SPLIT_SIZE"), CASE.args, strict=True))
    case = Case("f.case#1", "f", "case", (), names)
    assert list(split({"aspect": "sizes"}, after(*RIGHT), None, case)) == []


def test_a_file_that_is_moved_is_told() -> None:
    """Files are copied."""
    moved = {path: what for path, what in after(*RIGHT)["after"].items() if path != f"{SOURCE}/1.jpg"}
    said = list(kept({}, {"before": BEFORE, "after": moved}, None, CASE))
    assert said == [f"{SOURCE}/1.jpg is gone: files are copied, not moved"]


def test_a_file_that_is_changed_is_told() -> None:
    """Originals are left alone."""
    value = after(*RIGHT, **{f"{SOURCE}/1.jpg": "3 new"})
    assert list(kept({}, value, None, CASE)) == [f"{SOURCE}/1.jpg is not what it was before the call"]


def test_folders_are_compared_with_those_of_the_reference() -> None:
    """What lacks, and what is too much."""
    should = {"after": {"./a": "folder", "./b": "folder", "./note": "3 x"}}
    assert list(tree({}, {"after": {"./a": "folder", "./b": "folder"}}, should, CASE)) == []
    assert list(tree({}, {"after": {"./a": "folder", "./c": "folder"}}, should, CASE)) == [
        "there is no folder ./b",
        Difference("the folder ./c should not be there"),
    ]


def _pair(train: list[str] | None, validation: list[str] | None, folder: str = "pets") -> dict[str, Any]:
    return {
        "train": {"folder": "pets", "files": train},
        "validation": {"folder": folder, "files": validation},
    }


@pytest.mark.parametrize(
    ("value", "are_apart"),
    [
        (_pair(["a/0.jpg"], ["a/1.jpg"]), True),
        (_pair(["a/0.jpg"], ["a/0.jpg"], "others"), True),
        (_pair(["a/0.jpg"], ["a/0.jpg"]), False),
        (_pair(["a/0.jpg"], []), False),
        (_pair(None, None), False),
        (None, False),
    ],
)
def test_what_validates_is_not_what_trains(value: Any, *, are_apart: bool) -> None:
    """And both are something."""
    assert (list(apart({}, value, None, CASE)) == []) is are_apart
