"""The far side: it defines, calls, and describes what happened in plain data."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from grader import wire
from grader.box.worker import _WARM_UP

ROW = ("<cell 3>", 7)
CODE = """
def serve():
    import sys
    from grader import wire
    from grader.box.worker import Worker, warm_up
    warm_up()
    worker = Worker()
    for line in sys.stdin:
        request, arguments = wire.decode(bytes.fromhex(line))
        frame = None if arguments is None else bytes.fromhex(arguments)
        sys.stdout.write(worker.answer(request, frame).hex() + "\\n")
serve()
"""


def answers(*requests: Any) -> list[Any]:
    """Ask a worker in an interpreter of its own, unconfined."""
    lines = "\n".join(wire.encode(r if isinstance(r, tuple) else (r, None)).hex() for r in requests)
    result = subprocess.run(
        [sys.executable, "-c", CODE], input=lines, stdout=subprocess.PIPE, text=True, check=True, timeout=300
    )
    return [wire.decode(bytes.fromhex(line)) for line in result.stdout.split()]


def define(source: str) -> dict[str, Any]:
    """Ask to define something in cell 3 from line 7."""
    return {"op": "define", "statements": [[source, *ROW]]}


def call(function: str, *args: Any, echo: bool = False) -> tuple[Any, ...]:
    """Ask to call something."""
    return {"op": "call", "function": function, "echo": echo}, wire.encode((args, {}, None)).hex()


def test_a_function_is_defined_and_called() -> None:
    """Nothing is told but the value."""
    assert answers(define("def f(x):\n    return x + 1"), call("f", 1)) == [
        {"failed": []},
        {"returned": 2, "warnings": []},
    ]


@pytest.mark.parametrize(
    ("source", "types", "line"),
    [
        ("1 / 0", "ZeroDivisionError", 7),
        ("x = (\n1,,)", "SyntaxError", 8),
        ("import nowhere_here", "ModuleNotFoundError", 7),
    ],
)
def test_a_statement_that_fails_is_described(source: str, types: str, line: int) -> None:
    """Lines count in its cell."""
    (reply,) = answers(define(source))
    (failed,) = reply["failed"]
    assert (failed["types"][0], failed["origin"], failed["line"]) == (types, "<cell 3>", line)


def test_an_exception_is_described() -> None:
    """By its types, text and place."""
    _, reply = answers(define("def f():\n    raise OSError('no')"), call("f"))
    assert reply["raised"] == {
        "types": ["OSError", "Exception", "BaseException", "object"], "message": "no", "origin": "<cell 3>", "line": 8,  # noqa: E501
    }  # fmt: skip


def test_an_exception_whose_text_raises_has_none() -> None:
    """It is a student's code too."""
    source = "class E(Exception):\n    def __str__(self): raise KeyError\ndef f(): raise E"
    _, reply = answers(define(source), call("f"))
    assert (reply["raised"]["types"][0], reply["raised"]["message"]) == ("E", "")


def test_a_long_text_is_cut() -> None:
    """At 500 characters."""
    _, reply = answers(define("def f(): raise ValueError('x' * 10**6)"), call("f"))
    assert len(reply["raised"]["message"]) == 500


def test_a_function_that_is_missing_is_an_exception() -> None:
    """Of the program's."""
    (reply,) = answers(call("nowhere"))
    assert reply["raised"]["message"] == "name 'nowhere' is not defined"


def test_the_program_is_main() -> None:
    """As in a notebook; the worker is out of sight."""
    source = "import __main__, sys\ndef f(): return (__name__, __main__.f is f, 'worker' in dir(__main__))"
    assert answers(define(source), call("f"))[1]["returned"] == ("__main__", True, False)


def test_no_future_import_of_ours_leaks_in() -> None:
    """Annotations are evaluated, as in a notebook."""
    source = "def f():\n    def g(x: int): pass\n    return g.__annotations__['x'] is int"
    assert answers(define(source), call("f"))[1]["returned"] is True


def test_warnings_are_cut_at_ten() -> None:
    """Each is told once for its line."""
    source = "import warnings\ndef f():\n    for n in range(30): warnings.warn(str(n), DeprecationWarning)"
    assert len(answers(define(source), call("f"))[1]["warnings"]) == 10


def test_a_helper_is_put_into_the_program() -> None:
    """Under its name, with nothing of the reference's."""
    source = "def f(): return h.__name__, h.__module__, sorted(h.__code__.co_names)[:2]"
    replies = answers({"op": "helpers", "names": ["h"], "known": {}}, define(source), call("f"))
    assert replies[2]["returned"] == ("h", "__main__", ["_joined", "_plain"])


def test_a_box_of_the_reference_answers_for_it() -> None:
    """What it returns, or the type of what it raises."""
    asked = wire.encode({"helper": "h", "args": (2,), "kwargs": {}}).hex()
    help_ = {"op": "help", "function": "h"}, asked
    replies = answers(define("def h(x): return 6 / x"), help_, define("def h(x): return x[0]"), help_)
    assert replies[1::2] == [{"returned": 3.0, "same": {}}, {"raised": "TypeError"}]


def test_an_echo_gives_the_arguments_back() -> None:
    """As the function left them."""
    _, reply = answers(define("def f(x): x.append(1)"), call("f", [0], echo=True))
    assert reply["arguments"] == (([0, 1],), {})


def test_a_value_that_is_too_large_is_told_instead() -> None:
    """With how large it is."""
    _, reply = answers(define("def f(): return 'x' * 5 * 2**20"), call("f"))
    assert set(reply) == {"too_large", "warnings"}


def test_an_unknown_request_is_answered() -> None:
    """With nothing."""
    assert answers({"op": "nonsense"}) == [{"failed": []}]


def test_what_warms_up_runs() -> None:
    """Else nothing would be warm, and nobody would know."""
    _, reply = answers(define(_WARM_UP), call("warm_up", np.ones((2, 2, 2))))
    assert "returned" in reply


def test_warming_up_leaves_no_name_behind() -> None:
    """A program that asks for it finds none."""
    _, reply = answers(define("def f(): return warm_up"), call("f"))
    assert reply["raised"]["types"][0] == "NameError"


def between(function: str, args: tuple[Any, ...], others: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a call that is made between two others."""
    request, _ = call(function)
    return request, wire.encode((args, {}, {"between": others})).hex()


KEEPERS = {
    "def f(x): return [x]": [1],
    "def f(x, kept={}): return kept.setdefault(0, [x])": [5],
    "def f(x, out=[0]):\n    out[0] = x\n    return out": [5],
    "def f(x, out=[0]):\n    out[0] += x\n    return list(out)": [6],
}


def test_arguments_are_known_by_nothing_but_their_values() -> None:
    """The call before has the same objects with other values; afterwards they are as given."""
    source = "def f(x, h, kept={}): return kept.setdefault((id(x), id(h)), [x.tolist(), dict(h)])"
    request, arguments = between("f", (np.ones(2), {"n": 1}), (np.zeros(2), {"n": 2}))
    _, reply = answers(define(source), (request | {"echo": True}, arguments))
    assert reply["returned"] == [[0.0, 0.0], {"n": 2}]
    (x, h), _ = reply["arguments"]
    assert (x.tolist(), h) == ([1.0, 1.0], {"n": 1})


def test_a_literal_is_the_same_object_as_its_like() -> None:
    """As in a notebook, where both are constants of a program."""
    _, reply = answers(define("def f(mode='max'): return mode is 'max'"), call("f", "max"))
    assert reply["returned"] is True


def test_a_call_between_two_others_shows_what_is_kept() -> None:
    """An answer, the list that it is in, or what is in there."""
    requests = [request for source in KEEPERS for request in (define(source), between("f", (1,), (5,)))]
    replies = answers(*requests)[1::2]
    assert [reply["returned"] for reply in replies] == list(KEEPERS.values())
