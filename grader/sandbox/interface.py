"""The interface for running programs in boxes: inputs, outcomes, and the protocols of box providers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from grader.support.text import MAX_NAME_CHARACTERS, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from grader.extract import Definition
    from grader.packs import Case


DEFINING_SECONDS = 10.0  # for imports and other definitions


@dataclass(frozen=True)
class Limits:
    """The limits of one box.

    Attributes:
        cpu_seconds: For all cases of one function.
        wall_factor: A box that does not answer for this many times its CPU seconds is considered hung.
        memory_bytes: Resident memory.
        scratch_bytes: All files in the scratch folder.
        scratch_files: Their number, including folders.
        threads: Threads at one time.
    """

    cpu_seconds: float = 10.0
    wall_factor: float = 5.0
    memory_bytes: int = 4096 * 2**20
    scratch_bytes: int = 256 * 2**20
    scratch_files: int = 1000
    threads: int = 500


@dataclass(frozen=True)
class Returned:
    """The function returned; `arguments` are its arguments after the call, if they were requested."""

    value: Any
    arguments: tuple[tuple[Any, ...], Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class Caller:
    """A line of the student's that was calling when an exception was raised."""

    origin: str
    line: int


@dataclass(frozen=True)
class Raised:
    """The student's code raised.

    Attributes:
        types: The names of the exception's classes in MRO order: chosen by the student.
        message: Its text: chosen by the student.
        origin: The cell that it came from, as in `Statement.origin`; empty if from no cell.
        line: The line in that cell.
        callers: The lines of the student's calls that led there, the innermost last.
        begun: The graph of the part of a model that had been made, as plain data, if there is one.
    """

    types: tuple[str, ...]
    message: str
    origin: str
    line: int
    callers: tuple[Caller, ...] = field(default=(), compare=False)
    begun: Any = field(default=None, compare=False, repr=False)

    @property
    def name(self) -> str:
        """The name of the exception's type, cleaned for display."""
        return clean(self.types[0], MAX_NAME_CHARACTERS) if self.types else "an exception"


@dataclass(frozen=True)
class Stopped:
    """The box ended before it answered: by a limit (`timeout`, `threads`) or by itself (`crash`)."""

    reason: str
    detail: str


@dataclass(frozen=True)
class TooLarge:
    """The function returned a value that exceeds the size limit of a message."""

    detail: str


@dataclass(frozen=True)
class Unanswered:
    """Not run, because the box ended during an earlier case of the same function."""

    because: Stopped


Outcome = Returned | Raised | Stopped | TooLarge | Unanswered


@dataclass(frozen=True)
class Warned:
    """A deprecation that a student's line triggered."""

    message: str
    origin: str
    line: int


@dataclass(frozen=True)
class Batch:
    """A function and the cases to run it on.

    Attributes:
        function: The graded name.
        definition: The definition to call.
        cases: The calls.
        echo: Whether to return the arguments as they are after the call.
        cpu_seconds: The limit for all cases; called only if the box has been silent for a while.
        defining_seconds: The least limit for its definitions: what is not what a function is judged for.
    """

    function: str
    definition: Definition
    cases: tuple[Case, ...]
    echo: bool = False
    cpu_seconds: Callable[[], float] | None = None
    defining_seconds: float = DEFINING_SECONDS


@dataclass
class Execution:
    """The results of running batches: outcomes by case id, the rest by function.

    `shared` names the functions whose box had already run another function. `undefined` has those whose box
    ended before their definitions did, and how it ended.
    """

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    cpu_seconds: dict[str, float] = field(default_factory=dict)
    failed_definitions: dict[str, tuple[Raised, ...]] = field(default_factory=dict)
    warnings: list[Warned] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    undefined: dict[str, Stopped] = field(default_factory=dict)


@dataclass(frozen=True)
class Isolation:
    """The isolation of boxes: `enforced`, `partial` or `none`, its mechanisms, and what is missing."""

    level: str
    mechanisms: tuple[str, ...]
    missing: tuple[str, ...] = ()


class Helpers(Protocol):
    """Earlier functions that a box may call: it gets their values, never their code."""

    @property
    def names(self) -> Collection[str]:
        """Their names."""

    def request(self) -> bytes:
        """Return the request that binds them in a box."""

    def answer(self, request: bytes) -> bytes:
        """Return the answer to a box's request, which a student's code may have written.

        Raises:
            BoxEndedError: The request is malformed, or one too many.
            MachineError: No box can be started for the reference.
        """


class BoxEndedError(Exception):
    """A box ended, or was killed, before it answered."""

    def __init__(self, stopped: Stopped) -> None:
        super().__init__(stopped.detail)
        self.stopped = stopped


class Process(Protocol):
    """A running box as the grader sees it: bytes in, bytes out, and a way to end it."""

    pid: int
    scratch: str

    def send(self, data: memoryview, timeout: float) -> int:
        """Write some of `data` within `timeout` seconds; return the number of bytes written."""

    def receive(self, size: int, timeout: float) -> bytes | None:
        """Return up to `size` bytes, None if none arrived in time, b"" if the box has ended."""

    def kill(self) -> None:
        """Kill the box and every process that it started."""

    def exit_code(self) -> int:
        """Wait for the end and return its code, negative for a signal.

        Raises:
            MachineError: Its exit status is unknown.
        """

    def close(self) -> None:
        """Kill, release every descriptor and remove the scratch folder."""


class Runtime(Protocol):
    """A source of boxes of one kind: `numpy`, `keras2` or `keras3`."""

    kind: str

    @property
    def isolation(self) -> Isolation:
        """The isolation of its boxes."""

    def open(self) -> Process:
        """Start a box; its first message reports that it is ready.

        Raises:
            MachineError: No box can be started.
        """

    def close(self) -> None:
        """Kill every box and remove the scratch folders."""
