"""The untrusted side of the trust boundary: defines a student's program and calls it, case by case.

Requests come from the grader and are trusted. Student code may have changed every reply: it is only
ever a value or an exception, and the grader decodes it under limits and does not trust it.
"""

from __future__ import annotations

import importlib
import os
import random
import re
import sys
import types
import warnings
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

import numpy as np

from grader import wire
from grader.box import decoration, helpers, numpy_compat, stubs, trials
from grader.box.between import called
from grader.box.imports import errors_of
from grader.box.redirect import as_written
from grader.box.replay import Replay
from grader.box.trees import brought
from grader.support.text import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_WARNINGS = 10
MAX_CALLERS = 8
BUFFER_BYTES = 2**16  # the capacity of a pipe: a request is read at once
_STUDENTS_MODULE = "__main__"
re.compile(_STUDENTS_MODULE)  # `warnings` would do it in each box; here it is done before they are forked
SEED = 0  # set before every case; nothing secret depends on it


def serve(requests: int, replies: int, in_force: tuple[str, ...], kind: str = "numpy") -> None:
    """Answer requests until their pipe closes.

    Args:
        requests: The descriptor from which frames are read.
        replies: The descriptor to which frames are written.
        in_force: The rows of the box's table that are in force, as returned by `confine`.
        kind: The runtime of the notebooks: `numpy`, `keras2` or `keras3`.
    """
    stubs.appear_as_notebook()
    worker = Worker(kind)
    _write(replies, wire.encode({"ready": in_force}))
    incoming = os.fdopen(requests, "rb", BUFFER_BYTES)
    worker.ask = partial(_ask, incoming, replies)
    decode = lru_cache(maxsize=1)(wire.decode)  # all calls of one function send the same requests
    while (frame := wire.read_frame(incoming)) is not None:
        request = decode(frame)
        arguments = wire.read_frame(incoming) if request["op"] in {"call", "help", "try"} else None
        _write(replies, worker.answer(request, arguments))


class Worker:
    """The namespace of one submission, and the operations on it."""

    def __init__(self, kind: str = "numpy") -> None:
        self.library = None if kind == "numpy" else importlib.import_module("grader.box.keras")
        self.helpers = helpers if self.library is None else self.library.recorded
        self.cells: dict[str, Callable[..., Any]] = {}
        self.ask: Callable[[bytes], bytes] = bytes
        self.module = types.ModuleType(_STUDENTS_MODULE)
        self.module.__dict__.update(stubs.notebook_builtins())
        sys.modules[_STUDENTS_MODULE] = self.module
        self.replay: Replay | None = None
        self.recorded: dict[bytes, bytes] = {}
        self.is_random = self.library is not None
        self._seed()
        self.warnings: list[dict[str, Any]] = []
        self.behaviours = [numpy_compat.RAGGED_ARRAYS]
        self.first_filter: list[Any] = []
        warnings.resetwarnings()
        warnings.simplefilter("ignore")
        self._prefer_own_filters()
        warnings.showwarning = self._note_warning

    def _prefer_own_filters(self) -> None:
        """Let no filter of a program's make an error of what only newer versions of packages warn about."""
        if warnings.filters[:1] == self.first_filter:
            return
        for category in (PendingDeprecationWarning, DeprecationWarning, FutureWarning):
            warnings.filterwarnings("ignore", category=category)
        for category in (DeprecationWarning, FutureWarning):
            warnings.filterwarnings("default", category=category, module=_STUDENTS_MODULE)
        self.first_filter = list(warnings.filters[:1])

    def answer(self, request: dict[str, Any], arguments: bytes | None = None) -> bytes:
        """Carry out one request and encode the reply; `arguments` is the frame with a call's arguments."""
        self.warnings = []
        if arguments is None:  # not a call, so it may contain code
            sources = _sources(request)
            self.is_random = self.is_random or any("rand" in source for source in sources)
            stubs.appear_in_modules(sources)
        match request["op"]:
            case "stubs":
                stubs.install(request["modules"], request["sources"])
                decoration.install()
                if request["float_sizes"]:
                    self.behaviours.append(numpy_compat.FLOAT_SIZES)
                return wire.encode({})
            case "define":
                failed = self._define(request["statements"])
                self._prefer_own_filters()
                return wire.encode({"failed": failed}) if failed else wire.NOTHING_FAILED
            case "replay":
                self.replay = self.replay or Replay(self.module, _raised)
                self.replay.prepare(request["history"], request["absent"])
                failed = self.replay.run(request["statements"], request["forgotten"])
                self._prefer_own_filters()
                return wire.encode({"failed": failed}) if failed else wire.NOTHING_FAILED
            case "helpers":
                known = helpers.unpacked(request["known"])
                made = {name: self.helpers.asking(name, self.ask, known) for name in request["names"]}
                self.module.__dict__.update(made)
            case "record":
                return self._record(request["names"], request["statements"])
            case "help":
                return self._help(request["function"], arguments or b"")
            case "cell":
                self.cells[request["name"]] = self._cell(request["statements"])
            case "call":
                return self._call(request, arguments or b"")
            case "try":
                return self._try(request, arguments or b"")
        return wire.NOTHING_FAILED

    def _define(
        self, statements: list[list[Any]], module: types.ModuleType | None = None
    ) -> list[dict[str, Any]]:
        """Execute statements; if one fails, report it and run the next."""
        failed: list[dict[str, Any]] = []
        program = vars(module or self.module)
        for source, origin, line in statements:

            def execute(text: str, origin: str = origin) -> None:
                exec(compile(text, origin, "exec", dont_inherit=True), program)

            failed += map(_raised, errors_of("\n" * (line - 1) + source, execute))
        return failed

    def _record(self, names: list[str], statements: list[list[Any]]) -> bytes:
        """Bind helpers of the reference that record their answers; without names, return what they recorded.

        Only boxes of the reference are asked to.
        """
        if not names:
            return wire.encode(helpers.packed(self.recorded))
        own = types.ModuleType(_STUDENTS_MODULE)
        own.__dict__.update(self.module.__dict__)
        failed = self._define(statements, own)
        made = {name: helpers.recording(name, vars(own)[name], self.recorded) for name in names}
        self.module.__dict__.update(made)
        return wire.encode({"failed": failed}) if failed else wire.NOTHING_FAILED

    def _help(self, name: str, arguments: bytes) -> bytes:
        """Answer what another box has asked of a function."""
        if self.is_random:
            self._seed()
        try:
            program = self.module.__dict__
            return bytes(self.helpers.answer(program[name], wire.decode(arguments), program))
        except BaseException as error:
            return wire.encode({"raised": type(error).__name__})

    def _call(self, request: dict[str, Any], arguments: bytes) -> bytes:
        args, kwargs, probe = wire.decode(arguments)
        try:
            value = self._value(request["function"], args, kwargs, probe)
        except BaseException as error:
            if self._restored(error):
                return self._call(request, arguments)
            return wire.encode({"raised": self._raised(error, probe), "warnings": self.warnings})
        reply = {"returned": stubs.without_absent(value), "warnings": self.warnings}
        if request["echo"]:
            reply["arguments"] = (args, kwargs)
        try:
            return wire.encode(reply)
        except wire.TooLargeError as error:
            return wire.encode({"too_large": str(error), "warnings": []})

    def _raised(self, error: BaseException, probe: Any) -> dict[str, Any]:
        """Describe what a call raised, with the part of a model that it had made."""
        described = _raised(error)
        if self.library is None or "graph" not in (probe or {}).get("want", ()):
            return described
        graph = self.library.begun(error)
        return described if graph is None else described | {"begun": graph}

    def _try(self, request: dict[str, Any], arguments: bytes) -> bytes:
        """Call a function under several edits."""

        def call(args: tuple[Any, ...], kwargs: dict[str, Any], probe: Any) -> Any:
            try:
                return self._value(request["function"], args, kwargs, probe)
            except Exception as error:
                if self._restored(error):
                    return self._value(request["function"], args, kwargs, probe)
                raise

        return trials.attempt(request, arguments, self.module.__dict__, call)

    def _restored(self, error: BaseException) -> bool:
        """Restore legacy behaviour that NumPy has just refused; return whether to call again."""
        behaviour = next((behaviour for behaviour in self.behaviours if behaviour.is_refused_by(error)), None)
        if behaviour is None:
            return False
        self.behaviours.remove(behaviour)
        behaviour.restore()
        return True

    def _value(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], probe: Any) -> Any:
        if self.is_random:
            self._seed()
        function = self.cells.get(name) or self._bound(name)
        probe = probe or {}
        if self.library is None:
            result = called(function, args, kwargs, probe)
            wanted, values = probe.get("values"), self.module.__dict__
            return result if wanted is None else {v: values[v] for v in wanted if v in values}
        with brought(probe.get("files")) as tree:
            return self.library.answer(function, args, kwargs, probe, self.module, tree)

    def _bound(self, name: str) -> Any:
        try:
            return self.module.__dict__[name]
        except KeyError:
            raise NameError(f"name {name!r} is not defined") from None

    def _seed(self) -> None:
        random.seed(SEED)
        np.random.seed(SEED)
        if self.library is not None:
            self.library.seed(SEED)

    def _cell(self, statements: list[list[Any]]) -> Callable[..., None]:
        """Return a function that takes a cell's given variables and executes its statements."""

        def run(**given: Any) -> None:
            self.module.__dict__.update(given)
            for source, origin, line in statements:
                code = compile("\n" * (line - 1) + source, origin, "exec", dont_inherit=True)
                exec(code, self.module.__dict__)

        return run

    def _note_warning(  # noqa: PLR0917 - the signature of warnings.showwarning
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,  # noqa: ARG002
        line: str | None = None,  # noqa: ARG002
    ) -> None:
        if len(self.warnings) < MAX_WARNINGS:
            text = shortened(str(message))
            self.warnings.append(
                {"type": category.__name__, "message": text, "origin": filename, "line": lineno}
            )


_WARM_UP = """
import numpy as np

def warm_up(a):
    padded = np.pad(a, ((0, 0), (1, 1), (1, 1)), mode="constant", constant_values=(0, 0))
    out = np.zeros(a.shape)
    for i in range(8):
        window = padded[i % 2, 0:2, 0:2]
        out[i % 2, 0, 0] = np.sum(window * window) + np.max(window) + np.mean(window) + float(window.sum())
        out[i % 2] += np.where(window == window.max(), np.multiply(window, 2.0), np.ones((2, 2)))
    return out, {"a": a}
"""


def warm_up() -> None:
    """Run some calls, so that boxes need not repeat what Python and NumPy do on first use."""
    worker = Worker()
    worker.answer({"op": "define", "statements": [[_WARM_UP, "<grader>", 1]]})
    call = {"op": "call", "function": "warm_up", "echo": True}
    frame = wire.encode(((np.ones((2, 2, 2)),), {}, None))
    for _ in range(8):
        worker.answer(wire.decode(wire.encode(call)), frame)


def _raised(error: BaseException) -> dict[str, Any]:
    """Describe an exception as plain data: its types, its text, and the student's line it came from."""
    origin, line, callers = "", 0, []
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(("<cell ", "<script>")):
            callers += [[origin, line]] if origin else []
            origin, line = name, trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and str(error.filename).startswith(("<cell ", "<script>")):
        origin, line = str(error.filename), error.lineno or 0
    try:
        message = shortened(as_written(str(error)))
    except BaseException:
        message = ""
    types_ = [str(kind.__name__)[:80] for kind in type(error).__mro__][:10]
    described = {"types": types_, "message": message, "origin": origin, "line": line}
    return described | ({"callers": callers[-MAX_CALLERS:]} if callers else {})


def _sources(request: dict[str, Any]) -> list[str]:
    """Return the code in a request: without random numbers, for one thing, nothing is reseeded."""
    return [*request.get("sources", {}).values(), *(source for source, _, _ in request.get("statements", ()))]


def _ask(incoming: BinaryIO, replies: int, request: bytes) -> bytes:
    """Send a request to the grader and return its answer."""
    _write(replies, request)
    return wire.read_frame(incoming) or b""


def _write(descriptor: int, frame: bytes) -> None:
    view = memoryview(frame)
    while view:
        view = view[os.write(descriptor, view) :]
