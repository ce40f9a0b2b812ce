"""Stubs for packages that only show something."""

from __future__ import annotations

import bdb
import importlib
import sys
from typing import TYPE_CHECKING

import pytest

from grader.box import decoration

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def imports() -> Iterator[None]:
    """Put the import system back."""
    finders, modules = list(sys.meta_path), set(sys.modules)
    decoration.install()
    yield
    sys.meta_path[:] = finders
    for name in set(sys.modules) - modules:
        del sys.modules[name]


@pytest.mark.parametrize("module", ["tqdm", "tqdm.notebook", "tqdm.auto"])
def test_a_progress_bar_iterates_over_what_it_is_given(module: str) -> None:
    """And can be updated."""
    bar = importlib.import_module(module).tqdm([1, 2], desc="x")
    bar.set_description("y")
    assert (list(bar), len(bar), list(importlib.import_module(module).trange(2))) == ([1, 2], 2, [0, 1])


def test_a_bar_can_be_a_context() -> None:
    """With a total instead of something to iterate over."""
    with importlib.import_module("tqdm").tqdm(total=3) as bar:
        assert bar.update(1) == 1


def test_a_decorator_leaves_its_function() -> None:
    """With arguments or without."""
    profile = importlib.import_module("memory_profiler").profile
    assert profile(len) is len
    assert profile(stream=None)(len) is len


def test_a_colour_leaves_its_text() -> None:
    """So it can be printed and joined."""
    assert importlib.import_module("termcolor").colored("text", "red") + "." == "text."
    assert importlib.import_module("colorama").Fore.RED + "text" == "text"


def test_a_debugger_stops() -> None:
    """Nobody attends to it: the call is reported."""
    assert importlib.import_module("ipdb").set_trace is importlib.import_module("pdb").set_trace
    assert issubclass(bdb.BdbQuit, Exception)


def test_an_unknown_package_is_still_missing() -> None:
    """What is no decoration is not made up."""
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_package_of_that_name")
