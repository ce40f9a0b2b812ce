"""A student's variables, before and after a call."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from grader.live.untouched import names_read, untouched


def notebook(source: str) -> dict[str, Any]:
    """Return the namespace of a notebook that has run some code."""
    names: dict[str, Any] = {"np": np, "random": random}
    exec(source, names)  # noqa: S102
    return names


def call(names: dict[str, Any], name: str = "f") -> Any:
    with untouched(names, names[name]):
        return names[name]()


def test_a_variable_that_is_set_is_put_back() -> None:
    """By `global`."""
    names = notebook("n = 1\ndef f():\n    global n\n    n = 2\n    return n")
    assert (call(names), names["n"]) == (2, 1)


def test_a_variable_that_is_made_is_taken_away() -> None:
    """It was not there before."""
    names = notebook("def f():\n    global made\n    made = 2")
    call(names)
    assert "made" not in names


def test_a_variable_that_is_deleted_is_back() -> None:
    """The same object."""
    names = notebook("n = [1]\ndef f():\n    global n\n    del n")
    before = names["n"]
    call(names)
    assert names["n"] is before


@pytest.mark.parametrize(
    ("made", "change"),
    [
        ("[1]", "x.append(2)"),
        ("{}", "x['a'] = 2"),
        ("set()", "x.add(2)"),
        ("np.zeros(3)", "x[0] = 2"),
        ("np.random.default_rng(0)", "x.random()"),
        ("random.Random(0)", "x.random()"),
    ],
)
def test_what_is_changed_in_place_is_a_copy(made: str, change: str) -> None:
    """The notebook's own stays as it is."""
    names = notebook(f"x = {made}\ndef f():\n    {change}")
    same = notebook(f"x = {made}")
    before = names["x"]
    call(names)
    state = getattr(before, "bit_generator", before)
    should = getattr(same["x"], "bit_generator", same["x"])
    shown = [
        getattr(v, "state", None) or (v.getstate() if isinstance(v, random.Random) else repr(v))
        for v in (state, should)
    ]
    assert names["x"] is before
    assert shown[0] == shown[1]


def test_what_a_helper_changes_is_a_copy_too() -> None:
    """However deep."""
    names = notebook("x = [1]\ndef g():\n    x.append(2)\ndef f():\n    return [g() for _ in 'a']")
    call(names)
    assert names["x"] == [1]


def test_an_attribute_of_that_name_is_another_thing() -> None:
    """Only what is read from the notebook counts."""
    names = notebook("class C:\n    x = 1\nx = y = [1]\ndef f():\n    return C.x, C.real if 0 else y")
    assert names_read(names["f"], names) == {"C", "y"}


@pytest.mark.parametrize(
    "source",
    [
        "class C:\n    def __call__(self):\n        return x\nf = C()",
        "class C:\n    def __init__(self):\n        self.x = x\nf = C",
        "def wrap(g):\n    return lambda: g()\n@wrap\ndef f():\n    return x",
        "def f():\n    def inner():\n        return x\n    return inner()",
    ],
)
def test_whatever_can_be_called_is_looked_into(source: str) -> None:
    """Objects, classes, decorated and nested functions."""
    names = notebook(f"x = [1]\n{source}")
    assert "x" in names_read(names["f"], names)


def test_an_exception_changes_nothing_of_that() -> None:
    """It goes on."""
    names = notebook("n = 1\ndef f():\n    global n\n    n = 2\n    1 / 0")
    with pytest.raises(ZeroDivisionError):
        call(names)
    assert names["n"] == 1


def test_what_can_not_be_copied_is_passed_as_it_is() -> None:
    """A list of modules, say."""
    names = notebook("x = [np]\ndef f():\n    return x[0].pi")
    assert call(names) == np.pi


def test_a_function_of_a_module_keeps_the_modules_names() -> None:
    """They are put back as well."""
    module = notebook("n = 1\ndef f():\n    global n\n    n = 2")
    names = {"f": module["f"]}
    call(names)
    assert module["n"] == 1


def test_what_is_no_function_is_no_problem() -> None:
    """Anything that can be called."""
    names = {"f": len}
    with untouched(names, len):
        names["new"] = len
    assert names == {"f": len}
