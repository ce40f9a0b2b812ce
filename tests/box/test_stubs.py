"""Stubs: modules that can be imported and do nothing."""

from __future__ import annotations

import importlib
import json
import sys
from typing import TYPE_CHECKING

import pytest

from grader.box import stubs
from grader.box.stubs import Inert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(autouse=True)
def imports() -> Iterator[None]:
    """Put the import system back."""
    finders, modules = list(sys.meta_path), set(sys.modules)
    stubs.install({"course_helper": ("a", "b"), "google.course": (), "json": ("other",)})
    yield
    sys.meta_path[:] = finders
    for name in set(sys.modules) - modules:
        del sys.modules[name]


def test_any_attribute_can_be_called() -> None:
    """What it returns is not there: nothing that a student could take for a value."""
    result = importlib.import_module("course_helper").whatever(1, x=2)
    assert stubs.without_absent(result) is None


@pytest.mark.parametrize(
    "use", [lambda x: x + 1, lambda x: x[0], lambda x: x.shape, lambda x: [*x], lambda x: x / 255.0]
)
def test_what_a_course_helper_returns_can_not_be_used(use: Callable[[object], object]) -> None:
    """The exception says what is lacking, instead of an error about None."""
    result = importlib.import_module("course_helper").load_dataset()
    with pytest.raises(stubs.CourseDataError, match=r"load_dataset\(\) has no data"):
        use(result)


def test_a_star_import_takes_the_listed_names() -> None:
    """And no other."""
    names: dict[str, object] = {}
    exec("from course_helper import *", names)  # noqa: S102
    assert sorted(set(names) - {"__builtins__"}) == ["a", "b"]


def test_a_module_in_a_package_brings_its_package() -> None:
    """`from google.course import drive` works."""
    assert isinstance(importlib.import_module("google.course").drive, Inert)


def test_a_package_around_a_stub_is_the_installed_one() -> None:
    """TensorFlow imports `google.protobuf` beside a stub of `google.colab`."""
    stubs.install({"email.course.helper": ()})
    assert isinstance(importlib.import_module("email.course.helper").anything, Inert)
    assert importlib.import_module("email.charset").__file__ is not None


def test_other_modules_are_imported_as_ever() -> None:
    """The finder answers for its own only."""
    assert importlib.import_module("wave").__file__ is not None


def test_a_missing_module_stays_missing() -> None:
    """Nobody asked for it to be stood in for."""
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("course_helper_of_another_course")


def test_a_stub_wins_over_a_module_of_the_same_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The course's own `unittests`, for example."""
    monkeypatch.delitem(sys.modules, "json")
    found = importlib.import_module("json")
    monkeypatch.setitem(sys.modules, "json", json)
    assert isinstance(found.other, Inert)


@pytest.mark.parametrize("name", ["__wrapped__", "__path_of_something__", "__array__"])
def test_special_attributes_are_not_there(name: str) -> None:
    """Python and NumPy ask for them, and would believe the answer."""
    assert not hasattr(Inert(), name)


def test_inert_things_can_be_entered_and_chained() -> None:
    """`with a.b.c() as d` must not raise."""
    with Inert().a.b as inner:
        assert isinstance(inner.c, Inert)


def test_a_notebook_has_its_shell_and_display() -> None:
    """Without importing them."""
    names = stubs.notebook_builtins()
    assert (names["get_ipython"]().run_line_magic("matplotlib", "inline"), names["display"](1)) == (
        None,
        None,
    )
