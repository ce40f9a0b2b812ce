"""A run: values and exceptions come out, and a box that ends costs only its own function."""

from __future__ import annotations

import fcntl
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import wire
from grader.errors import MachineError
from grader.sandbox import session
from grader.sandbox.interface import Limits, Raised, Returned, Stopped, TooLarge, Unanswered, Warned
from grader.sandbox.machine import Machine
from grader.sandbox.session import execute
from tests.programs import QUICK, Killing, Watched, batches, cpu, outcome, outcomes, program

if TYPE_CHECKING:
    from grader.sandbox.interface import Process

FOREVER = "\n    import time\n    while True:\n        time.sleep(100)"


class TestAnswers:
    """What a living box answers."""

    @pytest.mark.parametrize(
        "value", [None, True, 7, -1.5, "text", (1, [2.0, None]), {"a": 1, 2: (3,)}, float("inf")]
    )
    def test_a_value_goes_in_and_comes_out(self, machine: Machine, value: Any) -> None:
        """Whatever the wire can carry."""
        assert outcome(machine, "def f(x):\n    return x", value) == Returned(value)

    def test_an_array_comes_out_with_its_type(self, machine: Machine) -> None:
        """The dtype crosses with the values."""
        answer = outcome(machine, "def f(x):\n    return x + x", np.arange(3, dtype=np.float32))
        assert (answer.value.tolist(), answer.value.dtype) == ([0.0, 2.0, 4.0], np.float32)

    def test_what_is_no_value_comes_out_as_its_type_name(self, machine: Machine) -> None:
        """Nothing is pickled."""
        assert outcome(machine, "def f():\n    return object()") == Returned(wire.Opaque("object"))

    def test_keyword_arguments_are_passed(self, machine: Machine) -> None:
        """A case may name its arguments."""
        definition = program(["f"], "def f(x, mode='max'):\n    return x, mode").definitions["f"]
        batch = batches("def f():\n    pass", {"f": [()]})[0]
        case = replace(batch.cases[0], args=(1,), kwargs={"mode": "average"})
        execution = execute(machine, [replace(batch, definition=definition, cases=(case,))], QUICK)
        assert execution.outcomes[case.id] == Returned((1, "average"))

    def test_arguments_come_back_as_the_function_left_them(self, machine: Machine) -> None:
        """Where an echo is asked for."""
        answer = outcome(machine, "def f(x):\n    x.append(2)", [1], echo=True)
        assert answer == Returned(None, (([1, 2],), {}))

    def test_arguments_do_not_come_back_unasked(self, machine: Machine) -> None:
        """Hidden cases have no echo."""
        assert outcome(machine, "def f(x):\n    x.append(2)", [1]).arguments is None

    def test_an_exception_is_an_answer(self, machine: Machine) -> None:
        """With its types, its text, its cell and its line."""
        assert outcome(machine, "def f():\n    x = 1\n    raise KeyError('k')") == Raised(
            ("KeyError", "LookupError", "Exception", "BaseException", "object"), "'k'", "<cell 0>", 3
        )

    def test_the_place_of_an_exception_is_the_last_line_of_the_students(self, machine: Machine) -> None:
        """Not a line of NumPy's."""
        answer = outcome(machine, "import numpy as np\ndef f():\n    return np.reshape(np.ones(3), (2, 2))")
        assert (answer.types[0], answer.origin, answer.line) == ("ValueError", "<cell 0>", 3)

    @pytest.mark.parametrize("end", ["raise SystemExit(0)", "raise KeyboardInterrupt", "exit()", "quit(3)"])
    def test_leaving_politely_is_an_exception(self, machine: Machine, end: str) -> None:
        """The box lives on and answers the next case."""
        answers = outcomes(machine, f"def f(x):\n    if x: {end}\n    return 1", {"f": [(1,), (0,)]})
        assert [type(answers[0]), answers[1]] == [Raised, Returned(1)]

    def test_a_result_that_is_too_large_is_told(self, machine: Machine) -> None:
        """It does not end the box."""
        source = "import numpy as np\ndef f(n):\n    return np.zeros(n)"
        answers = outcomes(machine, source, {"f": [(2**24,), (1,)]})
        assert [type(answer) for answer in answers] == [TooLarge, Returned]

    def test_results_that_are_too_large_together_are_told(
        self, machine: Machine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """All of them are kept: what comes after so many bytes is not, but small ones have room."""
        monkeypatch.setattr(session, "MAX_HELD_BYTES", 20_000)
        source = "import numpy as np\ndef f(n):\n    return np.zeros(n)"
        answers = outcomes(machine, source, {"f": [(2000,), (2000,), (1,)]})
        assert [type(answer) for answer in answers] == [Returned, TooLarge, Returned]

    def test_a_deprecation_is_told_with_its_line(self, machine: Machine) -> None:
        """Only those of the student's own lines."""
        source = "import warnings\ndef f():\n    warnings.warn('old', DeprecationWarning)"
        warnings = execute(machine, batches(source, {"f": [()]}), QUICK).warnings
        assert warnings == [Warned("old", "<cell 0>", 3)]

    def test_a_size_that_is_a_float_is_told_where_it_is_allowed(self, machine: Machine) -> None:
        """Once for a line, however often it is called."""
        source = "import numpy as np\ndef f(n):\n    return np.zeros(n)"
        asked = batches(source, {"f": [(1.5,), (2.5,)]})
        execution = execute(machine, asked, QUICK, float_sizes=True)
        assert [len(outcome.value) for outcome in execution.outcomes.values()] == [1, 2]  # type: ignore[union-attr]
        assert [(w.message[:29], w.line) for w in execution.warnings] == [
            ("np.zeros does not accept floa", 3)
        ]

    def test_a_size_that_is_a_float_is_refused_elsewhere(self, machine: Machine) -> None:
        """As by today's NumPy."""
        (answer,) = outcomes(
            machine, "import numpy as np\ndef f(n):\n    return np.zeros(n)", {"f": [(1.5,)]}
        )
        assert answer.types[0] == "TypeError"

    def test_other_warnings_are_silent(self, machine: Machine) -> None:
        """They say nothing about today's libraries."""
        source = "import warnings\ndef f():\n    warnings.warn('hm', UserWarning)"
        assert execute(machine, batches(source, {"f": [()]}), QUICK).warnings == []

    def test_every_case_begins_with_the_same_random_numbers(self, machine: Machine) -> None:
        """Whatever was drawn before it."""
        source = "import random, numpy as np\ndef f(x):\n    return random.random(), np.random.rand()"
        first, second = outcomes(machine, source, {"f": [(1,), (2,)]})
        assert first == second

    def test_random_numbers_that_no_word_tells_of_are_the_same_in_each_run(self, machine: Machine) -> None:
        """The seed of a box is its own, not a nursery's."""
        source = "import numpy as np\ndef f():\n    return getattr(np, 'ran' 'dom').normal()"
        with Machine() as another:
            first, second = (outcomes(m, source, {"f": [()]}) for m in (machine, another))
        assert first == second

    def test_what_the_courses_helpers_draw_is_the_same_in_every_case(self, machine: Machine) -> None:
        """They are code too."""
        every = batches("import helper\ndef f(x):\n    return helper.draw()", {"f": [(1,), (2,)]})
        helper = "import random\ndef draw():\n    return random.random()"
        execution = execute(machine, every, QUICK, stubs={"helper": ("draw",)}, sources={"helper": helper})
        first, second = execution.outcomes.values()
        assert first == second

    def test_of_a_graphs_error_the_cause_is_told(self, machine: Machine) -> None:
        """Though it stands behind more than is told of a message."""
        message = "Graph execution error:\n\n" + "  File a.py, line 1, in f\n\n" * 50 + "the cause"
        assert outcome(machine, f"def f():\n    raise ValueError({message!r})").message == "the cause"

    def test_cpu_seconds_are_counted_for_each_function(self, machine: Machine) -> None:
        """One that works uses more than one that does not."""
        source = "def f():\n    sum(range(20_000_000))\ndef g():\n    pass"
        used = execute(machine, batches(source, {"f": [()], "g": [()]}), QUICK).cpu_seconds
        assert used["f"] > used["g"] >= 0.0


class SmallPipes(Watched):
    """A source of boxes whose pipes hold one page each."""

    def open(self) -> Process:
        box: Any = self.runtime.open(self.kind)
        for pipe in (box._requests, box._replies):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 4096)
        return box


class TestAhead:
    """What is in a box's pipe before the box asks for it."""

    CALLS: ClassVar[dict[str, list[tuple[Any, ...]]]] = {"f": [(1,), (2,), (3,)]}

    def test_a_case_is_sent_when_it_is_due(self, machine: Machine) -> None:
        """After what begins every box come the definition with the first case, the second and the third."""
        watched = Watched(machine)
        execute(watched, batches("def f(x):\n    return x", self.CALLS), QUICK)
        assert len(watched.boxes[0].pieces) == 4

    def test_no_more_is_sent_together_than_a_pipe_holds(self, machine: Machine) -> None:
        """A large argument goes after the definition has been answered."""
        watched = Watched(machine)
        execute(watched, batches("def f(x):\n    return x[0]", {"f": [(np.zeros(5000),)]}), QUICK)
        assert len(watched.boxes[0].pieces) == 3

    def test_a_small_pipe_is_no_hindrance(self, machine: Machine) -> None:
        """A system with many of them makes them small: then replies are read while requests are sent."""
        failing = "\n".join(f"a{n} = nowhere('{n:0100}')" for n in range(40))
        needed = " + ".join(f"a{n}" for n in range(40))
        source = f"def nowhere(text):\n    raise KeyError(text)\n{failing}\ndef f(x):\n    return {needed}"
        answers = execute(SmallPipes(machine), batches(source, {"f": [(np.zeros(2000),)]}), QUICK).outcomes
        assert [type(answer) for answer in answers.values()] == [Raised]


class TestDefinitions:
    """What happens before a function is called."""

    def test_a_definition_that_fails_is_told(self, machine: Machine) -> None:
        """With what it raised, by function."""
        source = "import nowhere_to_be_found\ndef f():\n    return nowhere_to_be_found"
        failed = execute(machine, batches(source, {"f": [()]}), QUICK).failed_definitions
        assert [(r.types[0], r.line) for r in failed["f"]] == [("ModuleNotFoundError", 1)]

    def test_of_very_many_that_fail_the_first_are_told(self, machine: Machine) -> None:
        """Nobody reads of more."""
        failing = "".join(f"x = 1 / 0  # {n}\n" for n in range(session.MAX_FAILED + 5))
        ended = execute(machine, batches(f"{failing}def f():\n    return x", {"f": [()]}), QUICK)
        assert len(ended.failed_definitions["f"]) == session.MAX_FAILED

    def test_what_follows_a_definition_that_fails_is_defined(self, machine: Machine) -> None:
        """One broken import costs nothing that does not need it."""
        source = "import nowhere_to_be_found as n\ndef f(x):\n    return n if x else 1"
        assert outcomes(machine, source, {"f": [(0,)]}) == [Returned(1)]

    def test_a_statement_that_two_functions_need_runs_once(self, machine: Machine) -> None:
        """As in a notebook."""
        source = "log = [0]\ndef f():\n    log[0] += 1\n    return log[0]\ndef g():\n    return log[0]"
        assert outcomes(machine, source, {"f": [()], "g": [()]}) == [Returned(1), Returned(1)]

    def test_the_last_definition_counts_whatever_was_needed_first(self, machine: Machine) -> None:
        """An earlier statement that is defined later does not undo one that binds the same name."""
        source = "def f(): return 1\ndef g(): return 1\nf, g = (lambda: 2), (lambda: 2)"
        assert outcomes(machine, source, {"f": [()], "g": [()]}) == [Returned(2), Returned(2)]

    def test_stubs_can_be_imported(self, machine: Machine) -> None:
        """The course's helper modules are there."""
        source = "import course_helper\ndef f():\n    return course_helper.anything(1)"
        execution = execute(machine, batches(source, {"f": [()]}), QUICK, stubs={"course_helper": ()})
        assert list(execution.outcomes.values()) == [Returned(None)]


# How a function ends its box, and what is said about it.
ENDS = {
    "exit": ("import os\ndef f():\n    os._exit(3)", {}, "exit", "ended the process (exit status 3)"),
    "exit 0": ("import os\ndef f():\n    os._exit(0)", {}, "exit", "ended the process (exit status 0)"),
    "abort": ("import os\ndef f():\n    os.abort()", {}, "crash", "crashed the process (signal 6)"),
    "segfault": (
        "import ctypes\ndef f():\n    ctypes.string_at(0)",
        {},
        "crash",
        "crashed the process (signal 11)",
    ),
    "loop": (
        "def f():\n    while True: pass",
        {"limits": cpu(0.2)},
        "timeout",
        "did not end within its time limit",
    ),
    "sleep": (
        f"def f():{FOREVER}",
        {"limits": Limits(cpu_seconds=0.1, wall_factor=2.0)},
        "timeout",
        "made no progress within its time limit",
    ),
    "deaf loop": (
        (
            "import signal\ndef f():\n    signal.signal(signal.SIGALRM, signal.SIG_IGN)\n    while True:\n"
            "        try:\n            while True: pass\n        except BaseException: pass"
        ),
        {"limits": cpu(0.2)},
        "timeout",
        "did not end within its time limit",
    ),
    "memory": (
        f"import numpy as np\ndef f():\n    kept = np.ones(40_000_000){FOREVER}",
        {"limits": Limits(memory_bytes=200 * 2**20)},
        "memory",
        "used more than 200 MB of memory",
    ),
    "scratch bytes": (
        f"def f():\n    open('big', 'wb').write(bytes(3 * 2**20)){FOREVER}",
        {"limits": Limits(scratch_bytes=2**20)},
        "scratch",
        "wrote more than 1 MB to disk",
    ),
    "scratch files": (
        f"import os\ndef f():\n    for n in range(8): os.mkdir(str(n)){FOREVER}",
        {"limits": Limits(scratch_files=5)},
        "scratch",
        "wrote more than 5 files",
    ),
    "garbage": (
        (
            "import os\ndef f():\n    for d in range(3, 100):\n        try: os.write(d, b'garbage' * 9)\n"
            f"        except OSError: pass{FOREVER}"
        ),
        {},
        "garbage",
        "wrote something other than an answer to the grader's pipe",
    ),
    "closed pipe": (
        f"import os\ndef f():\n    os.closerange(3, 100){FOREVER}",
        {},
        "crash",
        "crashed the process (signal 9)",
    ),
}


class TestEnds:
    """What ends a box, and what that costs."""

    @pytest.mark.parametrize("end", ENDS)
    def test_the_end_of_a_box_is_told(self, machine: Machine, end: str) -> None:
        """By a reason and a sentence."""
        source, how, reason, detail = ENDS[end]
        assert outcome(machine, source, **how) == Stopped(reason, detail)

    @pytest.mark.parametrize("end", ["exit", "loop", "garbage", "memory"])
    def test_the_next_function_goes_on_in_a_new_box(self, machine: Machine, end: str) -> None:
        """With everything that it needs defined again."""
        source, how, _, _ = ENDS[end]
        watched = Watched(machine)
        answers = outcomes(watched, f"{source}\nk = 5\ndef g():\n    return k", {"f": [()], "g": [()]}, **how)
        assert (answers[1], len(watched.boxes)) == (Returned(5), 2)

    def test_what_was_answered_before_the_end_counts(self, machine: Machine) -> None:
        """The rest was not asked."""
        source = "import os\ndef f(x):\n    return x if x else os._exit(1)"
        stopped = Stopped("exit", "ended the process (exit status 1)")
        answers = outcomes(machine, source, {"f": [(1,), (0,), (2,), (3,)]})
        assert answers == [Returned(1), stopped, Unanswered(stopped), Unanswered(stopped)]

    def test_functions_that_answer_share_a_box(self, machine: Machine) -> None:
        """One box is enough."""
        watched = Watched(machine)
        outcomes(watched, "def f(): pass\ndef g(): pass", {"f": [()], "g": [()]})
        assert len(watched.boxes) == 1

    def test_every_function_has_its_own_seconds(self, machine: Machine) -> None:
        """Two that use most of the limit each are not added up."""
        work = (
            "    import time\n    end = time.process_time() + 0.3\n    while time.process_time() < end: pass"
        )
        source = f"def f():\n{work}\ndef g():\n{work}"
        answers = outcomes(machine, source, {"f": [()], "g": [()]}, cpu(0.5))
        assert answers == [Returned(None), Returned(None)]

    def test_all_cases_of_a_function_share_its_seconds(self, machine: Machine) -> None:
        """Many slow cases are slow."""
        source = "import time\ndef f(n):\n    end = time.process_time() + 0.15\n    while time.process_time() < end: pass"  # noqa: E501
        answers = outcomes(machine, source, {"f": [(n,) for n in range(9)]}, cpu(0.5))
        assert answers[-1] == Unanswered(Stopped("timeout", "did not end within its time limit"))

    def test_a_batch_may_have_its_own_seconds(self, machine: Machine) -> None:
        """They win over the box's."""
        limits = cpu(20.0)
        answer = outcome(machine, "def f():\n    while True: pass", limits=limits, cpu_seconds=lambda: 0.1)
        assert answer == Stopped("timeout", "did not end within its time limit")

    def test_a_definition_may_end_the_box(self, machine: Machine) -> None:
        """No case is answered then."""
        source = "import os\nclass K:\n    os._exit(4)\ndef f():\n    return K"
        stopped = Stopped("exit", "ended the process (exit status 4)")
        assert outcomes(machine, source, {"f": [(), ()]}) == [stopped, Unanswered(stopped)]


class TestKilled:
    """A box that something outside has killed: the system kills what it finds when memory runs out."""

    SOURCE = "import warnings\ndef f(x):\n    warnings.warn('old', DeprecationWarning)\n    return x"

    def test_its_function_runs_again(self, machine: Machine) -> None:
        """Nothing differs from a run without it."""
        killing = Killing(machine)
        killed, undisturbed = (
            execute(runtime, batches(self.SOURCE, {"f": [(1,), (2,)]}), QUICK)
            for runtime in (killing, machine)
        )
        assert len(killing.boxes) == 2
        assert (killed.outcomes, killed.warnings) == (undisturbed.outcomes, undisturbed.warnings)
        assert killed.undefined == {}

    def test_it_does_not_run_for_ever(self, machine: Machine) -> None:
        """A program may kill itself."""
        killing = Killing(machine, boxes=9)
        stopped, _ = outcomes(killing, self.SOURCE, {"f": [(1,), (2,)]})
        assert (len(killing.boxes), stopped.detail) == (2, "crashed the process (signal 9)")

    def test_one_that_the_grader_kills_does_not_run_again(self, machine: Machine) -> None:
        """It has used what it may."""
        watched = Watched(machine)
        (stopped,) = outcomes(watched, "def f():\n    while True: pass", {"f": [()]}, Limits(cpu_seconds=0.2))
        assert (len(watched.boxes), stopped.reason) == (1, "timeout")


class Scripted:
    """A box that writes what it was told to; sees nothing."""

    pid = 2**22 + 1  # nobody's
    scratch = "/nonexistent"

    def __init__(self, *replies: bytes) -> None:
        self.pending = b"".join(replies)

    def open(self) -> Scripted:
        return self

    def send(self, data: memoryview, _timeout: float) -> int:
        return len(data)

    def receive(self, size: int, _timeout: float) -> bytes:
        chunk, self.pending = self.pending[:size], self.pending[size:]
        return chunk

    def kill(self) -> None:
        """Nobody is there."""

    def exit_code(self) -> int:
        return 1

    def close(self) -> None:
        """Nothing is open."""


READY = (wire.encode({"ready": ()}), wire.encode({}), wire.encode({"failed": []}))
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**63), st.floats(), st.text(max_size=20))
VALUES = st.recursive(
    SCALARS | st.just(np.arange(3.0)) | st.just(np.float32(2)),
    lambda inner: (
        st.lists(inner, max_size=3) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=8), inner)
    ),
    max_leaves=8,
)
FIELDS = ["returned", "raised", "too_large", "warnings", "arguments", "types", "message", "origin", "line"]
FORGED = st.dictionaries(
    st.sampled_from(FIELDS),
    VALUES
    | st.dictionaries(st.sampled_from(FIELDS), VALUES)
    | st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES), max_size=2),
    max_size=4,
)


class TestForged:
    """Whatever a student's code writes into the pipe."""

    def answer(self, reply: bytes) -> Any:
        """Return the outcome of one call that is answered by these bytes."""
        return outcome(Scripted(*READY, reply), "def f(): pass", echo=True)

    @given(st.binary(max_size=200))
    def test_bytes_are_an_outcome(self, data: bytes) -> None:
        """Never an exception of the grader's."""
        assert isinstance(self.answer(data), (Returned, Raised, TooLarge, Stopped))

    @given(FORGED)
    @settings(max_examples=300)
    def test_a_forged_reply_is_an_outcome(self, reply: dict[str, Any]) -> None:
        """One that fits its own type, whatever the fields hold."""
        answer = self.answer(wire.encode(reply))
        match answer:
            case Raised(types, message, origin, line):
                assert all(isinstance(t, str) for t in (*types, message, origin))
                assert type(line) is int
            case Returned(_, arguments) if arguments is not None:
                args, kwargs = arguments
                assert (type(args), type(kwargs)) == (tuple, dict)
            case _:
                assert isinstance(answer, (Returned, TooLarge, Stopped))

    @pytest.mark.parametrize("field", ["line", "message", "origin", "types"])
    def test_an_exception_with_a_field_of_another_type_is_garbage(self, field: str) -> None:
        """An array in its place could hold millions of entries."""
        entry = {"types": ["E"], "message": "", "origin": "", "line": 1, field: np.zeros(3)}
        assert self.answer(wire.encode({"raised": entry, "warnings": []})).reason == "garbage"

    def test_a_verdict_is_garbage(self) -> None:
        """A reply that only says `passed` has no value in it."""
        assert self.answer(wire.encode({"passed": True, "score": 15, "warnings": []})).reason == "garbage"

    def test_a_verdict_beside_a_value_changes_nothing(self) -> None:
        """Only the value is read."""
        reply = {"returned": 1, "passed": True, "status": "passed", "warnings": []}
        assert self.answer(wire.encode(reply)) == Returned(1)

    def test_an_endless_message_is_cut(self) -> None:
        """A worker of ours sends no more than 500 characters."""
        entry = {"types": ["E" * 10**6], "message": "m" * 10**6, "origin": "o" * 10**6, "line": 1}
        raised = self.answer(wire.encode({"raised": entry, "warnings": []}))
        assert (len(raised.types[0]), len(raised.message), len(raised.origin)) <= (80, 500, 80)

    def test_endless_warnings_are_cut(self) -> None:
        """A worker of ours sends no more than ten."""
        warning = {"message": "w" * 1000, "origin": "<cell 0>", "line": 1}
        reply = wire.encode({"returned": 1, "warnings": [warning] * 1000})
        execution = execute(Scripted(*READY, reply), batches("def f(): pass", {"f": [()]}), QUICK)
        assert (len(execution.warnings), {len(w.message) for w in execution.warnings}) == (10, {500})

    @pytest.mark.parametrize("end", [b"", b"\xff" * 8, wire.encode({"returned": 3, "warnings": []})])
    def test_what_comes_after_garbage_does_not_count(self, end: bytes) -> None:
        """An end, more garbage or an answer: answers are looked at in their order."""
        replies = wire.encode({"returned": 1, "warnings": []}), wire.encode({"passed": True}), end
        answers = outcomes(Scripted(*READY, *replies), "def f(x): pass", {"f": [(1,), (2,), (3,)]})
        garbage = answers[1]
        assert (answers[0], garbage.reason, answers[2]) == (Returned(1), "garbage", Unanswered(garbage))

    @pytest.mark.parametrize("failed", [None, 1, "text", [1], [{}], np.zeros(2), [[]]])
    def test_forged_news_of_a_definition_is_garbage(self, failed: Any) -> None:
        """Definitions are a student's code too."""
        replies = (*READY[:2], wire.encode({"failed": failed}))
        assert outcome(Scripted(*replies), "def f(): pass").reason == "garbage"


class TestStart:
    """A box that fails before any of the student's code is in it is no student's fault."""

    def test_a_box_that_says_something_else_than_ready(self) -> None:
        """It is the machine's failure."""
        with pytest.raises(MachineError, match="a sandbox sent a reply before any request"):
            outcome(Scripted(wire.encode({"hello": 1})), "def f(): pass")

    @pytest.mark.parametrize("replies", [(), (READY[0],), (b"\xff" * 8,)])
    def test_a_box_that_ends_at_once(self, replies: tuple[bytes, ...]) -> None:
        """So is this."""
        with pytest.raises(MachineError, match="a sandbox did not start: "):
            outcome(Scripted(*replies), "def f(): pass")

    def test_no_batches_need_no_box(self) -> None:
        """Nothing is opened."""
        watched = Watched(Scripted())
        assert (execute(watched, [], QUICK).outcomes, watched.boxes) == ({}, [])


def test_every_box_is_closed(machine: Machine) -> None:
    """Whatever ended it."""
    closed = []

    class Closing(Watched):
        def open(self) -> Any:
            box = super().open()
            box.close = lambda: (closed.append(box), box.process.close())  # type: ignore[attr-defined]
            return box

    watched = Closing(machine)
    outcomes(watched, "import os\ndef f(): os._exit(1)\ndef g(): pass", {"f": [()], "g": [()]})
    assert closed == watched.boxes
